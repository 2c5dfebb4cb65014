import type { PartFragment, PaymentPartInput, PaymentPurpose } from "../api/generated/graphql.ts";
import type { Currency } from "../shared/currency.ts";
import { formatDecimal } from "../shared/form-formats.ts";

/** The fields of an amount: the fare, and what is added to it. */
export const moneyFields = ["amount", "gratuity", "securityDeposit"] as const;

/** The name of a field of an amount. */
export type MoneyField = (typeof moneyFields)[number];

/** The exact minor units of every field. */
export type MoneyUnits = Readonly<Record<MoneyField, bigint>>;

/** What each field is for. */
export const PURPOSE_OF = {
  amount: "FARE",
  gratuity: "GRATUITY",
  securityDeposit: "SECURITY_DEPOSIT",
} as const satisfies Record<MoneyField, PaymentPurpose>;

/** The sum of all fields. */
export function sumOf({ amount, gratuity, securityDeposit }: MoneyUnits): bigint {
  return amount + gratuity + securityDeposit;
}

/** The amount to send, which is the sum of all fields, and its parts, unless all of it is fare. */
export function moneyToSend(
  units: MoneyUnits,
  currency: Currency,
): { amount: string; parts?: PaymentPartInput[] } {
  const parts = partsToSend(units, currency);
  return { amount: toDecimal(sumOf(units), currency), ...(parts.length > 0 && { parts }) };
}

/** The parts to send: everything that is not fare. */
export function partsToSend(units: MoneyUnits, currency: Currency): PaymentPartInput[] {
  return moneyFields
    .filter((field) => field !== "amount" && units[field] > 0n)
    .map((field) => ({ purpose: PURPOSE_OF[field], amount: toDecimal(units[field], currency) }));
}

/** The parts as an entry shows them, the fare first. */
export function partsOf(units: MoneyUnits, currency: Currency): PartFragment[] {
  return moneyFields
    .filter((field) => units[field] > 0n)
    .map((field) => ({ purpose: PURPOSE_OF[field], amount: toMoney(units[field], currency) }));
}

/** The minor units of parts. Their signs are ignored. */
export function unitsOf(parts: readonly PartFragment[]): MoneyUnits {
  const unitsIn = (field: MoneyField) =>
    toUnits(parts.find(({ purpose }) => purpose === PURPOSE_OF[field])?.amount.amount ?? "0");
  return {
    amount: unitsIn("amount"),
    gratuity: unitsIn("gratuity"),
    securityDeposit: unitsIn("securityDeposit"),
  };
}

/** The minor units of an amount that was sent: what its parts do not name is fare. */
export function unitsOfInput(input: { amount: string; parts?: PaymentPartInput[] | null }): MoneyUnits {
  const unitsIn = (field: MoneyField) =>
    toUnits(input.parts?.find(({ purpose }) => purpose === PURPOSE_OF[field])?.amount ?? "0");
  const [gratuity, securityDeposit] = [unitsIn("gratuity"), unitsIn("securityDeposit")];
  return { amount: toUnits(input.amount) - gratuity - securityDeposit, gratuity, securityDeposit };
}

/** The texts of the fields, blank where there is nothing. */
export function textsOf(units: MoneyUnits, currency: Currency): Record<MoneyField, string> {
  const textIn = (field: MoneyField) =>
    units[field] > 0n ? formatDecimal(toDecimal(units[field], currency)) : "";
  return {
    amount: textIn("amount"),
    gratuity: textIn("gratuity"),
    securityDeposit: textIn("securityDeposit"),
  };
}

/** Exact money from minor units that are not negative. */
export function toMoney(minorUnits: bigint, currency: Currency): PartFragment["amount"] {
  return { amount: toDecimal(minorUnits, currency), minorUnits: Number(minorUnits), currency: currency.code };
}

function toDecimal(minorUnits: bigint, { minorDigits }: Currency): string {
  const digits = String(minorUnits).padStart(minorDigits + 1, "0");
  const point = digits.length - minorDigits;
  return minorDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The text must have all digits of its currency. */
function toUnits(decimal: string): bigint {
  return BigInt(decimal.replace(/[-.]/g, ""));
}
