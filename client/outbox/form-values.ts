import type { PaymentMethod } from "../api/generated/graphql.ts";

/** What the form's fields hold: texts as typed, never trimmed or corrected while somebody types. */
export interface FormValues {
  patron: string;
  amount: string;
  /** Empty until one is chosen. */
  method: PaymentMethod | "";
  reference: string;
  /** `YYYY-MM-DD`, or empty. */
  receivedOn: string;
  patronEmail: string;
  notes: string;
}

/** The name of a field; also its name in the input of `logPayment`. */
export type FieldName = keyof FormValues;

/** What is wrong, by field. */
export type Faults = Partial<Record<FieldName, string>>;

/** All fields in the order of the form, which is the order in which the first fault is looked for. */
export const fieldNames = [
  "patron",
  "amount",
  "method",
  "reference",
  "receivedOn",
  "patronEmail",
  "notes",
] as const satisfies readonly FieldName[];

/** Whether a name, e.g. from a fault's path, is one of the form's fields. */
export function isFieldName(name: string | undefined): name is FieldName {
  return fieldNames.some((fieldName) => fieldName === name);
}

/** An untouched form. */
export function emptyForm(today: string): FormValues {
  return {
    patron: "",
    amount: "",
    method: "",
    reference: "",
    receivedOn: today,
    patronEmail: "",
    notes: "",
  };
}
