import type { EntryFragment, PaymentPartInput } from "../api/generated/graphql.ts";
import type { MoneyValues } from "../dialog/money-fields.ts";
import {
  type MoneyField,
  type MoneyUnits,
  moneyFields,
  moneyToSend,
  partsToSend,
  sumOf,
  textsOf,
  toMoney,
  unitsOf,
} from "../dialog/money-parts.ts";
import type { Currency } from "../shared/currency.ts";
import { formatMoney } from "../shared/formats.ts";
import { actionTexts } from "./texts.ts";

/** The amount to send, and what it is for. */
export interface MoneyInput {
  amount?: string;
  parts?: PaymentPartInput[];
}

/** Whether anything of a payment is not fare. */
export function hasParts({ parts }: Pick<EntryFragment, "parts">): boolean {
  return parts.some(({ purpose }) => purpose !== "FARE");
}

/**
 * What is left of a payment, by field: its parts without those of its refunds. A refund is newer than its payment, so the list
 * has loaded it; if one is missing nevertheless, the whole parts are returned, and the server refuses what exceeds the rest.
 */
export function unitsLeft(
  entry: Pick<EntryFragment, "id" | "amount" | "parts" | "refundedAmount">,
  entries: readonly Pick<EntryFragment, "kind" | "status" | "parts" | "reverses">[],
): MoneyUnits {
  const all = unitsOf(entry.parts);
  const rest = BigInt(Math.abs(entry.amount?.minorUnits ?? 0) - entry.refundedAmount.minorUnits);
  if (!hasParts(entry)) return { ...all, amount: rest };
  const left = entries
    .filter(
      ({ kind, status, reverses }) => kind === "REFUND" && status !== "VOIDED" && reverses?.id === entry.id,
    )
    .reduce((before, refund) => minus(before, unitsOf(refund.parts)), all);
  return sumOf(left) === rest ? left : all;
}

function minus(a: MoneyUnits, b: MoneyUnits): MoneyUnits {
  return {
    amount: a.amount - b.amount,
    gratuity: a.gratuity - b.gratuity,
    securityDeposit: a.securityDeposit - b.securityDeposit,
  };
}

/** The fields that a refund offers: one for everything of which something is left. */
export function refundFields(left: MoneyUnits): MoneyField[] {
  return moneyFields.filter((field) => left[field] > 0n);
}

/** A refund of one kind of money starts with all that is left of it; of several, a person says what was given back. */
export function initialRefund(left: MoneyUnits, currency: Currency): MoneyValues {
  const isOne = refundFields(left).length === 1;
  return isOne ? textsOf(left, currency) : { amount: "", gratuity: "", securityDeposit: "" };
}

/** What a correction sends: only what differs. Without parts, tip and security deposit stay as they are. */
export function correctionInput(
  units: MoneyUnits,
  { entry, currency }: { entry: Pick<EntryFragment, "amount" | "parts">; currency: Currency },
): MoneyInput {
  const before = unitsOf(entry.parts);
  const isOtherSum = entry.amount === null || sumOf(units) !== sumOf(before);
  const isOtherUse = units.gratuity !== before.gratuity || units.securityDeposit !== before.securityDeposit;
  return {
    ...(isOtherSum && { amount: moneyToSend(units, currency).amount }),
    ...(isOtherUse && { parts: partsToSend(units, currency) }),
  };
}

/** A message for every field of a refund that exceeds what is left. */
export function excessFaults(
  units: MoneyUnits,
  { left, currency }: { left: MoneyUnits; currency: Currency },
): Partial<Record<MoneyField, string>> {
  const exceeded = moneyFields.filter((field) => units[field] > left[field]);
  const text = (field: MoneyField) => actionTexts.exceeds(formatMoney(toMoney(left[field], currency)));
  return Object.fromEntries(exceeded.map((field) => [field, text(field)]));
}
