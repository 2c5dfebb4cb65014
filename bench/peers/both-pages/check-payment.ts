import type { Fault, Method } from "./payment.ts";

/** The values of the form's fields, as typed. */
export interface Values {
  patron: string;
  amount: string;
  receivedOn: string;
  method: string;
  reference: string;
  patronEmail: string;
  notes: string;
}

/** The name of a field. */
export type Field = keyof Values;

/** Messages by field. */
export type Faults = Partial<Record<Field, string>>;

/** The fields in the order of the form. */
export const FIELDS = [
  "patron",
  "amount",
  "receivedOn",
  "method",
  "reference",
  "patronEmail",
  "notes",
] as const satisfies readonly Field[];

/** An empty form. */
export const emptyValues = (today: string): Values => ({
  patron: "",
  amount: "",
  receivedOn: today,
  method: "",
  reference: "",
  patronEmail: "",
  notes: "",
});

/** Validates the fields before sending. */
export function checkPayment(
  values: Values,
  { methods, today }: { methods: readonly Method[]; today: string },
): Faults {
  const faults: Faults = {};
  const method = methods.find((one) => one.method === values.method);
  if (!values.patron.trim()) faults.patron = "Enter who paid.";
  const amount = readAmount(values.amount);
  if (!amount) faults.amount = "Enter how much was received.";
  else if (!/^\d{1,10}(\.\d{0,3})?$/.test(amount))
    faults.amount = "Enter the amount as a number, such as 125.50.";
  else if (Number(amount) === 0) faults.amount = "Enter more than zero.";
  if (!values.receivedOn) faults.receivedOn = "Enter the day on which the money was received.";
  else if (values.receivedOn > today) faults.receivedOn = "Choose today or an earlier day.";
  if (!method) faults.method = "Choose how it was paid.";
  else if (method.referenceRequired && !values.reference.trim())
    faults.reference = `${method.referenceLabel} is needed.`;
  const email = values.patronEmail.trim();
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    faults.patronEmail = "Enter an address such as maya@example.com, or leave it empty.";
  return faults;
}

/** The fields in the server's format. */
export function toInput(values: Values) {
  const orNothing = (text: string) => text.trim() || undefined;
  return {
    patron: values.patron.trim(),
    amount: readAmount(values.amount),
    method: values.method,
    reference: asksForReference(values.method) ? orNothing(values.reference) : undefined,
    receivedOn: values.receivedOn,
    patronEmail: orNothing(values.patronEmail),
    notes: orNothing(values.notes),
  };
}

/** The server's faults by field; those without a field in one message. */
export function placeFaults(faults: readonly Fault[]): { faults: Faults; notice: string } {
  const placed: Faults = {};
  const elsewhere: string[] = [];
  for (const { path, message } of faults) {
    const field = FIELDS.find((name) => name === path.at(1));
    if (field) placed[field] ??= message;
    else elsewhere.push(message);
  }
  return { faults: placed, notice: elsewhere.join(" ") };
}

/** Cash has no reference. */
export const asksForReference = (method: string) => method !== "" && method !== "CASH";

const readAmount = (text: string) => text.replace(/[\s,$]/g, "");
