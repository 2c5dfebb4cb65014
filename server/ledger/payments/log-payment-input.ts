import { dateInZone, isCalendarDate, isFutureDate, parseInstant } from "../../values/calendar.ts";
import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { DEFAULT_METHOD, findMethod, hasOwnNumbers, type PaymentMethod } from "../../values/methods.ts";
import {
  type AmountFault,
  MAX_MINOR_DIGITS,
  MAX_WHOLE_DIGITS,
  normalDecimal,
  parseAmount,
} from "../../values/money.ts";
import { countOf } from "../../values/plural.ts";
import { normalizeText } from "../../values/text.ts";
import { isEmailAddress, readTextField, type TextRule } from "../../values/text-fields.ts";
import { type PartInput, partsAsGiven } from "./parts-input.ts";

/** The input of `logPayment`. */
export interface LogPaymentInput {
  eventId: string;
  patron: string;
  amount: string;
  currency?: string | null;
  method?: string | null;
  reference?: string | null;
  notes?: string | null;
  patronEmail?: string | null;
  receivedOn?: string | null;
  parts?: readonly PartInput[] | null;
  /** Instant, ISO 8601. */
  typedAt?: string | null;
  externalId?: string | null;
  idempotencyKey?: string | null;
  allowDuplicate?: boolean | null;
}

/** The input, validated as far as possible without reading the event. Invalid fields hold the given values. */
export interface CheckedInput {
  eventId: string;
  patron: string;
  amount: string;
  currency: string | null;
  method: PaymentMethod;
  reference: string | null;
  notes: string | null;
  patronEmail: string | null;
  receivedOn: string;
  parts: readonly PartInput[] | null;
  typedAt: string | null;
  externalId: string | null;
  idempotencyKey: string | null;
  allowDuplicate: boolean;
  faults: InputFault[];
}

const LIMITS = {
  eventId: 200,
  patron: 200,
  reference: 100,
  notes: 2000,
  patronEmail: 254,
  externalId: 100,
  idempotencyKey: 200,
};

/** Validates everything that does not depend on the event and collects all faults. */
export function checkInput(input: LogPaymentInput, today: { now: Date; timeZone: string }): CheckedInput {
  const faults: InputFault[] = [];
  const method = readMethodField(input.method, faults);
  const receivedOn = readReceivedOn(input.receivedOn, today, faults);
  return {
    eventId: readTextField(input.eventId, EVENT_ID, faults) ?? "",
    patron: readTextField(input.patron, textRule("patron", "The patron", { required: true }), faults) ?? "",
    amount: normalDecimal(input.amount.trim()),
    currency: input.currency ?? null,
    method,
    reference: readReference(input.reference, method, faults),
    notes: readTextField(input.notes, textRule("notes", "The notes", { allowLineBreaks: true }), faults),
    patronEmail: readEmail(input.patronEmail, faults),
    receivedOn,
    parts: input.parts ?? null,
    typedAt: readTypedAt(input.typedAt, { ...today, receivedOn }, faults),
    externalId: readTextField(input.externalId, EXTERNAL_ID, faults),
    idempotencyKey: readKey(input.idempotencyKey, faults),
    allowDuplicate: input.allowDuplicate ?? false,
    faults,
  };
}

/** An id of another system may look like a card number. */
const EXTERNAL_ID: TextRule = {
  field: "externalId",
  label: "The external id",
  maxCharacters: LIMITS.externalId,
  mayLookLikeCardNumber: true,
};

type Flags = { required?: boolean; allowLineBreaks?: boolean; mayLookLikeCardNumber?: boolean };

const textRule = (field: keyof typeof LIMITS, label: string, flags: Flags = {}) => ({
  field,
  label,
  maxCharacters: LIMITS[field],
  ...flags,
});

/** Rules for event ids. An id is not free text, so it may look like a card number. */
export const EVENT_ID: TextRule = textRule("eventId", "The event id", {
  required: true,
  mayLookLikeCardNumber: true,
});

/** Reads a method by its name. An unknown one is a fault. */
export function readMethodField(given: string | null | undefined, faults: InputFault[]): PaymentMethod {
  const method = findMethod(given ?? DEFAULT_METHOD)?.method;
  if (!method) faults.push(faultAt("method", "UNKNOWN_METHOD", `${given} is not a payment method.`));
  return method ?? DEFAULT_METHOD;
}

function readReference(
  given: string | null | undefined,
  method: PaymentMethod,
  faults: InputFault[],
): string | null {
  const info = findMethod(method);
  const label = info?.referenceLabel ?? "The reference";
  const flags = { mayLookLikeCardNumber: hasOwnNumbers(method) };
  const reference = readTextField(given, textRule("reference", label, flags), faults);
  if (reference === null && info?.referenceRequired) {
    faults.push(faultAt("reference", "REFERENCE_REQUIRED", `${label} is required for ${info.label}.`));
  }
  return reference;
}

function readEmail(given: string | null | undefined, faults: InputFault[]): string | null {
  const email = readTextField(given, textRule("patronEmail", "The email address"), faults);
  if (email !== null && !isEmailAddress(email)) {
    faults.push(faultAt("patronEmail", "NOT_AN_EMAIL", "This is not an email address."));
  }
  return email;
}

/** The key is compared as given and never displayed, so it may look like a card number. */
function readKey(given: string | null | undefined, faults: InputFault[]): string | null {
  if (given === null || given === undefined) return null;
  const rule = textRule("idempotencyKey", "The idempotency key", {
    required: true,
    mayLookLikeCardNumber: true,
  });
  return readTextField(given, rule, faults);
}

/** Reads the day on which money was received: today by default, never a future date. */
export function readReceivedOn(
  given: string | null | undefined,
  at: { now: Date; timeZone: string },
  faults: InputFault[],
): string {
  const date = given?.trim() ?? dateInZone(at.now, at.timeZone);
  if (!isCalendarDate(date)) {
    faults.push(faultAt("receivedOn", "NOT_A_DATE", "This is not a calendar date such as 2026-06-14."));
  } else if (date < FIRST_RECEIVED_DAY) {
    const message = `The day must be ${FIRST_RECEIVED_DAY} or later.`;
    faults.push(faultAt("receivedOn", "DATE_TOO_EARLY", message));
  } else if (isFutureDate(date, at)) {
    const today = dateInZone(at.now, at.timeZone);
    const message = `${date} is in the future; today is ${today} in ${at.timeZone}.`;
    faults.push(faultAt("receivedOn", "DATE_IN_FUTURE", message));
  }
  return date;
}

/** The first day on which money can have been received. Filters reach further back. */
const FIRST_RECEIVED_DAY = "2000-01-01";

/** How far the clock of a device may be ahead of ours. */
const MAX_AHEAD_MILLISECONDS = 20_000;

/** Reads when a person typed a payment: not in the future, and not before the day on which the money was received. */
function readTypedAt(
  given: string | null | undefined,
  at: { now: Date; timeZone: string; receivedOn: string },
  faults: InputFault[],
): string | null {
  if (given == null) return null;
  const instant = parseInstant(given.trim());
  if (instant === null) {
    faults.push(faultAt("typedAt", "NOT_A_DATE", "This is not an instant such as 2026-06-14T23:30:00Z."));
    return null;
  }
  if (instant.getTime() > at.now.getTime() + MAX_AHEAD_MILLISECONDS) {
    faults.push(faultAt("typedAt", "DATE_IN_FUTURE", "The time is in the future."));
  } else if (dateInZone(instant, at.timeZone) < at.receivedOn) {
    const message = "The time is before the day on which the money was received.";
    faults.push(faultAt("typedAt", "DATE_TOO_EARLY", message));
  }
  return instant.toISOString();
}

/**
 * Every field as given, normalized, before defaults, to recognize a repeated call. When a payment was typed does not say
 * which payment it is.
 */
export function fieldsAsGiven(input: LogPaymentInput): Record<string, string | null> {
  const text = (given: string | null | undefined) => (given == null ? null : normalizeText(given) || null);
  return {
    eventId: text(input.eventId),
    patron: text(input.patron),
    amount: normalDecimal(input.amount.trim()),
    currency: text(input.currency),
    method: text(input.method),
    reference: text(input.reference),
    notes: text(input.notes),
    patronEmail: text(input.patronEmail),
    receivedOn: text(input.receivedOn),
    parts: partsAsGiven(input.parts),
    externalId: text(input.externalId),
  };
}

/** Validates the amount against the event's currency. */
export function readAmount(
  checked: Pick<CheckedInput, "amount" | "currency">,
  event: { currency: string; digits: number },
): { minorUnits: number; faults: InputFault[] } {
  const faults: InputFault[] = [];
  if (checked.currency !== null && checked.currency !== event.currency) {
    faults.push(faultAt("currency", "CURRENCY_MISMATCH", `This event's currency is ${event.currency}.`));
  }
  const amount = parseAmount(checked.amount, event.digits);
  if ("minorUnits" in amount) return { minorUnits: amount.minorUnits, faults };
  const decimals = event.digits === 0 ? "no decimals" : `at most ${countOf(event.digits, "decimal")}`;
  faults.push(
    faultAt("amount", amount.fault, amountSentence(amount.fault, `${decimals} in ${event.currency}`)),
  );
  return { minorUnits: 0, faults };
}

/** The faults of an amount that apply in every currency, for an unknown event. */
export function faultsInAnyCurrency(amount: string): InputFault[] {
  const parsed = parseAmount(amount, MAX_MINOR_DIGITS);
  if ("minorUnits" in parsed) return [];
  return [
    faultAt("amount", parsed.fault, amountSentence(parsed.fault, `at most ${MAX_MINOR_DIGITS} decimals`)),
  ];
}

function amountSentence(fault: AmountFault, decimals: string): string {
  if (fault === "NOT_A_DECIMAL") return "This is not an amount such as 125.50.";
  if (fault === "NOT_POSITIVE")
    return "The amount must be greater than zero. To give money back, log a refund.";
  return `The amount may have ${decimals}, and at most ${MAX_WHOLE_DIGITS} digits before the point.`;
}
