import type { LogPaymentInput, PartFragment } from "../api/generated/graphql.ts";
import { partsOf, textsOf, unitsOfInput } from "../dialog/money-parts.ts";
import { type Currency, countMinorDigits } from "../shared/currency.ts";
import { emptyForm, type FormValues } from "./form-values.ts";

/** The form as it was when a payment was sent. */
export function formOfInput(input: LogPaymentInput): FormValues {
  return {
    ...emptyForm(input.receivedOn ?? ""),
    ...textsOf(unitsOfInput(input), currencyOfInput(input)),
    patron: input.patron,
    method: input.method ?? "",
    reference: input.reference ?? "",
    patronEmail: input.patronEmail ?? "",
    notes: input.notes ?? "",
  };
}

/** What a payment that was sent is for, as an entry shows it. */
export function partsOfInput(input: LogPaymentInput): PartFragment[] {
  return partsOf(unitsOfInput(input), currencyOfInput(input));
}

/** The form sends amounts with all digits of their currency. */
function currencyOfInput({ amount, currency }: LogPaymentInput): Currency {
  return { code: currency ?? "", minorDigits: countMinorDigits(amount) };
}
