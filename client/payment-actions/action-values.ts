import { faultTexts } from "../dialog/form-texts.ts";
import { isMoneyField, readMoney } from "../dialog/money-fields.ts";
import { type MoneyField, moneyFields, moneyToSend, textsOf, unitsOf } from "../dialog/money-parts.ts";
import {
  type ActionFaults,
  type ActionField,
  type ActionSubject,
  type ActionValues,
  fieldsOf,
  shownMoneyField,
} from "./action-fields.ts";
import { correctionInput, initialRefund, type MoneyInput } from "./action-money.ts";
import type { ActionName } from "./actions.ts";
import { actionTexts } from "./texts.ts";

/** The input of an action that comes from its fields. */
export type ActionFields = Partial<Omit<ActionValues, MoneyField>> & MoneyInput;

/** The initial values of an action: a refund covers what is left, a correction starts from the current values. */
export function initialValues(action: ActionName, subject: ActionSubject): ActionValues {
  const { entry, left, currency, today } = subject;
  return {
    reason: "",
    ...(action === "refund" ? initialRefund(left, currency) : textsOf(unitsOf(entry.parts), currency)),
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
): { faults: ActionFaults; input?: ActionFields } {
  const initial = initialValues(action, subject);
  const asked = fieldsOf(action, subject);
  const money = asked.some(isMoneyField) ? checkMoney(action, values, subject) : {};
  const faults: ActionFaults = { ...money.faults };
  const input: ActionFields = { ...money.input };
  for (const name of asked) {
    if (isMoneyField(name)) continue;
    const read = readField(name, values[name], subject);
    if ("fault" in read) faults[name] = read.fault;
    else if (action !== "correct" || name === "reason" || values[name] !== initial[name])
      input[name] = read.text;
  }
  const isUnchanged = action === "correct" && Object.keys(input).every((name) => name === "reason");
  if (isUnchanged && Object.keys(faults).length === 0) faults.reason = actionTexts.nothingChanged;
  return Object.keys(faults).length > 0 ? { faults } : { faults, input };
}

function checkMoney(
  action: ActionName,
  values: ActionValues,
  subject: ActionSubject,
): { faults?: ActionFaults; input?: MoneyInput } {
  const { currency } = subject;
  const money = readMoney(values, currency);
  if (!money.ok) return { faults: placeInShown(money.faults, fieldsOf(action, subject)) };
  const { units } = money;
  return { input: action === "refund" ? moneyToSend(units, currency) : correctionInput(units, subject) };
}

function readField(
  name: Exclude<ActionField, MoneyField>,
  typed: string,
  { today }: ActionSubject,
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
    default:
      return { text };
  }
}

function placeInShown(
  faults: Partial<Record<MoneyField, string>>,
  shown: readonly ActionField[],
): ActionFaults {
  const texts = moneyFields.flatMap((field) => {
    const text = faults[field];
    return text ? [[shownMoneyField(field, shown), text] as const] : [];
  });
  return Object.fromEntries(texts);
}
