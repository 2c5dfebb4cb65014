import type { PaymentPartInput } from "../api/generated/graphql.ts";
import type { Currency } from "../shared/currency.ts";
import { readTypedAmount } from "../shared/form-formats.ts";
import { type AmountFault, MAX_WHOLE_DIGITS } from "../shared/money-field.ts";
import { faultTexts } from "./form-texts.ts";
import { type MoneyField, type MoneyUnits, moneyFields, PURPOSE_OF, sumOf } from "./money-parts.ts";

/** The fields of an amount, as typed. */
export type MoneyValues = Readonly<Record<MoneyField, string>>;

/** Typed amounts: the exact minor units of each, or a message for every invalid field. */
export type MoneyReading =
  | { ok: true; units: MoneyUnits }
  | { ok: false; faults: Partial<Record<MoneyField, string>> };

/** Whether a field belongs to an amount. */
export function isMoneyField(name: string): name is MoneyField {
  return moneyFields.some((field) => field === name);
}

/** Reads the fields of an amount. Each may be blank or zero, but not all of them. */
export function readMoney(values: MoneyValues, currency: Currency): MoneyReading {
  const units = { amount: 0n, gratuity: 0n, securityDeposit: 0n };
  const faults: Partial<Record<MoneyField, string>> = {};
  for (const field of moneyFields) {
    const read = readTypedAmount(values[field], currency, { allowsZero: true });
    if (read.ok) units[field] = read.minorUnits;
    else if (read.fault !== "blank") faults[field] = faultTexts.amount(read.fault, currency);
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const fault = sumFault(units, { values, currency });
  return fault ? { ok: false, faults: { amount: faultTexts.amount(fault, currency) } } : { ok: true, units };
}

function sumFault(
  units: MoneyUnits,
  { values, currency }: { values: MoneyValues; currency: Currency },
): AmountFault | undefined {
  const sum = sumOf(units);
  if (sum === 0n) return values.amount.trim() === "" ? "blank" : "not-positive";
  return sum >= 10n ** BigInt(MAX_WHOLE_DIGITS + currency.minorDigits) ? "too-large" : undefined;
}

/** Whether the fields for a tip and a security deposit are shown: a person wants them, or something is in them. */
export function isUnfolded({ gratuity, securityDeposit }: MoneyValues, isWanted: boolean): boolean {
  return isWanted || gratuity !== "" || securityDeposit !== "";
}

/** The field of a fault that the server found, by its path and the parts that were sent. Undefined for other inputs. */
export function moneyFieldAt(
  [, name, index]: readonly string[],
  parts: readonly PaymentPartInput[] | null | undefined,
): MoneyField | undefined {
  if (name === "amount" || name === "currency") return "amount";
  if (name !== "parts") return undefined;
  const purpose = index === undefined ? undefined : parts?.[Number(index)]?.purpose;
  return moneyFields.find((field) => PURPOSE_OF[field] === purpose) ?? "amount";
}
