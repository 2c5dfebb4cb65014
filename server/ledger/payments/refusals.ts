import type { InputFault } from "../../values/input-faults.ts";
import type { EntryRef, LedgerLine } from "../entry.ts";

/** The input has faults: all of them. */
export interface Invalid {
  result: "invalid";
  faults: InputFault[];
}

/** There is no such event. */
export interface EventNotFound<Field extends "eventId" | "moveToEventId"> {
  result: "eventNotFound";
  field: Field;
}

/** There is no such entry. */
export interface PaymentNotFound {
  result: "paymentNotFound";
}

/** The entry is voided or corrected. */
export interface AlreadyReversed {
  result: "alreadyReversed";
}

/** Money of the payment was given back: that is undone first. */
export interface RefundStanding {
  result: "refundStanding";
}

/** More than is left of the payment. */
export interface RefundExceedsPayment {
  result: "refundExceedsPayment";
  refundableMinorUnits: number;
  currency: string;
}

/** An entry of its kind cannot be taken back so. */
export interface NotReversible {
  result: "notReversible";
  why: string;
}

/** The two events are kept in different currencies. */
export interface CurrencyMismatch {
  result: "currencyMismatch";
  currency: string;
  otherCurrency: string;
}

/** Where the payment is that this one may repeat, and what is alike. */
export interface Likeness {
  ref: EntryRef;
  field: "patron" | "reference";
}

/** A payment like it was logged before, as a decision finds it. */
export interface DuplicateFound extends Likeness {
  result: "possibleDuplicate";
}

/** A payment like it was logged before, as a caller sees it. */
export interface PossibleDuplicate extends Pick<Likeness, "field"> {
  result: "possibleDuplicate";
  existing: LedgerLine;
}
