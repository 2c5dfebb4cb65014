import type { LogPaymentInput, MethodInfoFragment } from "../api/generated/graphql.ts";
import { faultTexts } from "../dialog/form-texts.ts";
import { readMoney } from "../dialog/money-fields.ts";
import { moneyToSend } from "../dialog/money-parts.ts";
import type { Faults, FormValues } from "../outbox/form-values.ts";
import type { Currency } from "../shared/currency.ts";
import { referenceName } from "../shared/method-texts.ts";

/** What validation depends on besides the values. */
export interface FormRules {
  /** The methods as the server lists them. */
  methods: readonly Pick<MethodInfoFragment, "method" | "label" | "referenceRequired" | "referenceLabel">[];

  /** The event's currency. */
  currency: Currency;

  /** The operator's calendar date. */
  today: string;
}

/** The part of the mutation's input that comes from the fields. */
export type CheckedFields = Pick<
  LogPaymentInput,
  "patron" | "amount" | "parts" | "method" | "reference" | "receivedOn" | "patronEmail" | "notes"
>;

/** The fields to send, or a message for every invalid field. */
export interface CheckedForm {
  fields?: CheckedFields;
  faults: Faults;
}

/**
 * Validates a form. Checks only those of the server's rules that a person can break by typing; the server's own faults are also
 * shown at the fields.
 */
export function checkForm(values: FormValues, rules: FormRules): CheckedForm {
  const money = readMoney(values, rules.currency);
  const faults: Faults = withoutUndefined({
    patron: values.patron.trim() ? undefined : faultTexts.patronBlank,
    ...(money.ok ? {} : money.faults),
    method: values.method ? undefined : faultTexts.methodMissing,
    reference: referenceFault(values, rules),
    receivedOn: receivedOnFault(values, rules),
    patronEmail: emailFault(values),
  });
  if (!money.ok || Object.keys(faults).length > 0) return { faults };
  return { faults, fields: { ...toFields(values), ...moneyToSend(money.units, rules.currency) } };
}

/** Whether the method has a reference: cash has none. */
export function asksForReference({ method }: Pick<FormValues, "method">): boolean {
  return method !== "" && method !== "CASH";
}

function referenceFault({ method, reference }: FormValues, { methods }: FormRules): string | undefined {
  const info = methods.find((candidate) => candidate.method === method);
  return info?.referenceRequired && !reference.trim()
    ? faultTexts.referenceBlank(referenceName(info))
    : undefined;
}

function receivedOnFault({ receivedOn }: FormValues, { today }: FormRules): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(receivedOn)) return faultTexts.receivedOnBlank;
  return receivedOn > today ? faultTexts.receivedOnInFuture : undefined;
}

/** Rejects only what is clearly not an address; only a mail can show whether it works. */
function emailFault({ patronEmail }: FormValues): string | undefined {
  const isPlausible = patronEmail.trim() === "" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(patronEmail.trim());
  return isPlausible ? undefined : faultTexts.emailMalformed;
}

function toFields(values: FormValues): Omit<CheckedFields, "amount" | "parts"> {
  return {
    patron: values.patron.trim(),
    method: values.method || undefined,
    reference: asksForReference(values) ? textOrNothing(values.reference) : undefined,
    receivedOn: values.receivedOn,
    patronEmail: textOrNothing(values.patronEmail),
    notes: textOrNothing(values.notes),
  };
}

function textOrNothing(text: string): string | undefined {
  return text.trim() || undefined;
}

function withoutUndefined(faults: Faults): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}
