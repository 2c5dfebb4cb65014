import type { EntryFragment } from "../api/generated/graphql.ts";
import { fieldTexts } from "../dialog/form-texts.ts";
import { isMoneyField } from "../dialog/money-fields.ts";
import { type MoneyField, type MoneyUnits, moneyFields } from "../dialog/money-parts.ts";
import type { Currency } from "../shared/currency.ts";
import { refundFields } from "./action-money.ts";
import type { ActionName } from "./actions.ts";
import { actionTexts } from "./texts.ts";

/** The values of the dialog's fields, as typed. */
export interface ActionValues {
  reason: string;
  /** The fare, with a tip or a security deposit beside it. */
  amount: string;
  gratuity: string;
  securityDeposit: string;
  /** `YYYY-MM-DD`. */
  receivedOn: string;
  method: string;
  patron: string;
  reference: string;
  notes: string;
  moveToEventId: string;
}

/** The name of a field, which is also its name in the mutations' input, except tip and security deposit: they are parts. */
export type ActionField = keyof ActionValues;

/** Messages by field. */
export type ActionFaults = Partial<Record<ActionField, string>>;

const FIELDS: Record<ActionName, readonly ActionField[]> = {
  void: ["reason"],
  refund: [...moneyFields, "receivedOn", "method", "reason"],
  correct: ["patron", ...moneyFields, "receivedOn", "method", "reference", "notes", "reason"],
  move: ["moveToEventId", "reason"],
  resend: [],
  resendReceipt: [],
};

/** What initial values and validation depend on. */
export interface ActionSubject {
  entry: EntryFragment;
  /** What is left of the entry. */
  left: MoneyUnits;
  /** The event's currency. */
  currency: Currency;
  /** The operator's calendar date. */
  today: string;
}

/** The fields of an action, in the order of the form. A refund asks only for what is left. */
export function fieldsOf(action: ActionName, { left }: Pick<ActionSubject, "left">): readonly ActionField[] {
  if (action !== "refund") return FIELDS[action];
  const offered = refundFields(left);
  return FIELDS.refund.filter((name) => !isMoneyField(name) || offered.includes(name));
}

/** The shown field of a fault of the amount as a whole: a refund may ask for a tip alone. */
export function shownMoneyField(field: MoneyField, shown: readonly ActionField[]): ActionField {
  return shown.includes(field) ? field : (shown.find(isMoneyField) ?? field);
}

/** The label of a field. */
export function labelOf(name: Exclude<ActionField, MoneyField>, action: ActionName): string {
  switch (name) {
    case "reason":
      return actionTexts.reason;
    case "moveToEventId":
      return actionTexts.moveTo;
    case "receivedOn":
      return action === "refund" ? actionTexts.givenBackOn : fieldTexts.receivedOn;
    default:
      return fieldTexts[name];
  }
}
