import type { EntryFragment } from "../api/generated/graphql.ts";
import { faultTexts, fieldTexts } from "../dialog/form-texts.ts";
import type { Currency } from "../shared/currency.ts";
import { formatDecimal, readTypedAmount } from "../shared/form-formats.ts";
import type { ActionName } from "./actions.ts";
import { actionTexts } from "./texts.ts";

/** The values of the dialog's fields, as typed. */
export interface ActionValues {
  reason: string;
  amount: string;
  /** `YYYY-MM-DD`. */
  receivedOn: string;
  method: string;
  patron: string;
  reference: string;
  notes: string;
  moveToEventId: string;
}

/** The name of a field, which is also its name in the mutations' input. */
export type ActionField = keyof ActionValues;

/** Messages by field. */
export type ActionFaults = Partial<Record<ActionField, string>>;

/** The fields of each action, in the order of the form. */
export const fieldsOf: Record<ActionName, readonly ActionField[]> = {
  void: ["reason"],
  refund: ["amount", "receivedOn", "method", "reason"],
  correct: ["patron", "amount", "receivedOn", "method", "reference", "notes", "reason"],
  move: ["moveToEventId", "reason"],
  resend: [],
  resendReceipt: [],
};

/** What initial values and validation depend on. */
export interface ActionSubject {
  entry: EntryFragment;
  /** The event's currency. */
  currency: Currency;
  /** The operator's calendar date. */
  today: string;
}

/** The initial values of an action: a refund covers the remaining amount, a correction starts from the current values. */
export function initialValues(action: ActionName, { entry, currency, today }: ActionSubject): ActionValues {
  const { amount, refundedAmount } = entry;
  const left = Math.abs(amount?.minorUnits ?? 0) - refundedAmount.minorUnits;
  return {
    reason: "",
    amount: amount ? formatDecimal(toDecimal(left, currency)) : "",
    receivedOn: action === "correct" ? (entry.receivedOn ?? today) : today,
    method: entry.method ?? "",
    patron: entry.patron ?? "",
    reference: entry.reference ?? "",
    notes: entry.notes ?? "",
    moveToEventId: "",
  };
}

/** The input to send, or a message for every invalid field. */
export function checkValues(
  action: ActionName,
  values: ActionValues,
  subject: ActionSubject,
): { faults: ActionFaults; input?: Partial<ActionValues> } {
  const initial = initialValues(action, subject);
  const asked = fieldsOf[action];
  const faults: ActionFaults = {};
  const input: Partial<ActionValues> = {};
  for (const name of asked) {
    const read = readField(name, values[name], subject);
    if ("fault" in read) faults[name] = read.fault;
    else if (action !== "correct" || name === "reason" || values[name] !== initial[name])
      input[name] = read.text;
  }
  const isUnchanged = action === "correct" && Object.keys(input).every((name) => name === "reason");
  if (isUnchanged && Object.keys(faults).length === 0) faults.reason = actionTexts.nothingChanged;
  return Object.keys(faults).length > 0 ? { faults } : { faults, input };
}

function readField(
  name: ActionField,
  typed: string,
  { currency, today }: ActionSubject,
): { text: string } | { fault: string } {
  const text = typed.trim();
  switch (name) {
    case "reason":
      return text ? { text } : { fault: actionTexts.reasonBlank };
    case "moveToEventId":
      return text ? { text } : { fault: actionTexts.moveToBlank };
    case "patron":
      return text ? { text } : { fault: faultTexts.patronBlank };
    case "method":
      return text ? { text } : { fault: faultTexts.methodMissing };
    case "receivedOn":
      if (!text) return { fault: faultTexts.receivedOnBlank };
      return text > today ? { fault: faultTexts.receivedOnInFuture } : { text };
    case "amount": {
      const read = readTypedAmount(text, currency);
      return read.ok ? { text: read.decimal } : { fault: faultTexts.amount(read.fault, currency) };
    }
    default:
      return { text };
  }
}

/** The exact decimal text of minor units. */
function toDecimal(minorUnits: number, { minorDigits }: Currency): string {
  const digits = String(minorUnits).padStart(minorDigits + 1, "0");
  const point = digits.length - minorDigits;
  return minorDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The label of a field. */
export function labelOf(name: ActionField, action: ActionName, currency: string): string {
  switch (name) {
    case "reason":
      return actionTexts.reason;
    case "moveToEventId":
      return actionTexts.moveTo;
    case "amount":
      return action === "refund" ? actionTexts.amount(currency) : fieldTexts.amount(currency);
    case "receivedOn":
      return action === "refund" ? actionTexts.givenBackOn : fieldTexts.receivedOn;
    default:
      return fieldTexts[name];
  }
}
