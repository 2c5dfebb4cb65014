import { msg } from "@lit/localize";
import type { MethodInfoFragment, PaymentMethod } from "../api/generated/graphql.ts";
import { textLanguage } from "./language.ts";

/** A method's name for people, or a text for rows without a method. */
export function methodName(
  method: PaymentMethod | null,
  infos: readonly Pick<MethodInfoFragment, "method" | "label">[],
): string {
  if (method === null) return msg("Method not noted");
  const server = infos.find((info) => info.method === method)?.label;
  return (textLanguage() === "en" && server) || NAMES[method]?.() || server || method;
}

/** The name of a method's reference. */
export function referenceName(info: MethodInfoFragment | undefined): string {
  if (!info) return msg("Reference");
  return textLanguage() === "en" ? info.referenceLabel : (REFERENCES[info.method]?.() ?? msg("Reference"));
}

const NAMES: Partial<Record<PaymentMethod, () => string>> = {
  CASH: () => msg("Cash"),
  CHECK: () => msg("Check"),
  CARD: () => msg("Card"),
  OTHER: () => msg("Other"),
};

const REFERENCES: Partial<Record<PaymentMethod, () => string>> = {
  CASH: () => msg("Receipt number"),
  CHECK: () => msg("Check number"),
  ZELLE: () => msg("Zelle confirmation"),
  VENMO: () => msg("Venmo transaction"),
  PAYPAL: () => msg("PayPal transaction"),
  ACH: () => msg("ACH trace number"),
  CARD: () => msg("Approval code"),
};
