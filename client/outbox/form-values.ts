import type { PaymentMethod } from "../api/generated/graphql.ts";

/** The values of the form's fields: texts as typed, never trimmed or corrected during typing. */
export interface FormValues {
  patron: string;
  /** The fare: a tip and a security deposit are added to it. */
  amount: string;
  gratuity: string;
  securityDeposit: string;
  /** Empty until one is selected. */
  method: PaymentMethod | "";
  reference: string;
  /** `YYYY-MM-DD`, or empty. */
  receivedOn: string;
  patronEmail: string;
  notes: string;
}

/** The name of a field, which is also its name in the input of `logPayment`, except tip and security deposit: they are parts. */
export type FieldName = keyof FormValues;

/** Messages by field. */
export type Faults = Partial<Record<FieldName, string>>;

/** All fields in the order of the form, in which the first fault is searched for. */
export const fieldNames = [
  "patron",
  "amount",
  "gratuity",
  "securityDeposit",
  "method",
  "reference",
  "receivedOn",
  "patronEmail",
  "notes",
] as const satisfies readonly FieldName[];

/** Whether a name, e.g. from a fault's path, is a field of the form. */
export function isFieldName(name: string | undefined): name is FieldName {
  return fieldNames.some((fieldName) => fieldName === name);
}

/** An empty form. */
export function emptyForm(today: string): FormValues {
  return {
    patron: "",
    amount: "",
    gratuity: "",
    securityDeposit: "",
    method: "",
    reference: "",
    receivedOn: today,
    patronEmail: "",
    notes: "",
  };
}
