import type { EventTotalsFragment, SetEventTermsInput } from "../api/generated/graphql.ts";
import { currencyOf } from "../shared/currency.ts";
import { formatDecimal, readTypedAmount } from "../shared/form-formats.ts";
import type { AmountReading } from "../shared/money-field.ts";
import { termsTexts } from "./texts.ts";

/** The fields in the order of the form; also their names in the input of `setEventTerms`. */
export const termsFields = ["agreedTotal", "deposit"] as const;

/** The name of a field. */
export type TermsField = (typeof termsFields)[number];

/** The values of the fields, as typed. */
export type TermsValues = Record<TermsField, string>;

/** Messages by field. */
export type TermsFaults = Partial<TermsValues>;

/** The initial values: the current terms. */
export function initialTerms({ agreedTotal, deposit }: EventTotalsFragment): TermsValues {
  return {
    agreedTotal: agreedTotal ? formatDecimal(agreedTotal.amount) : "",
    deposit: deposit ? formatDecimal(deposit.amount) : "",
  };
}

/** Reads one field. Zero is valid; a deposit of zero means no deposit. */
export function readTerm(text: string, event: EventTotalsFragment): AmountReading {
  return readTypedAmount(text, currencyOf(event), { allowsZero: true });
}

/** The input to send, or a message for every invalid field. */
export function checkTerms(
  values: TermsValues,
  event: EventTotalsFragment,
): { faults: TermsFaults; input?: SetEventTermsInput } {
  const currency = currencyOf(event);
  const agreedTotal = readTerm(values.agreedTotal, event);
  const deposit = readTerm(values.deposit, event);
  const isDepositBlank = !deposit.ok && deposit.fault === "blank";
  const faults: TermsFaults = {};
  if (!agreedTotal.ok) faults.agreedTotal = termsTexts.amount(agreedTotal.fault, currency);
  if (!deposit.ok && !isDepositBlank) faults.deposit = termsTexts.amount(deposit.fault, currency);
  if (agreedTotal.ok && deposit.ok && deposit.minorUnits > agreedTotal.minorUnits)
    faults.deposit = termsTexts.depositAboveTotal;
  if (!agreedTotal.ok || Object.keys(faults).length > 0) return { faults };
  const asked = deposit.ok ? { deposit: deposit.decimal } : {};
  return { faults, input: { eventId: event.id, agreedTotal: agreedTotal.decimal, ...asked } };
}
