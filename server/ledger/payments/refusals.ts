import type { InputFault } from "../../values/input-faults.ts";
import type { EntryRef, LedgerLine } from "../entry.ts";
import type { Parts } from "../purposes.ts";

/** The input is invalid, with all its faults. */
export interface Invalid {
  result: "invalid";
  faults: InputFault[];
}

/** The event does not exist. */
export interface EventNotFound<Field extends "eventId" | "moveToEventId"> {
  result: "eventNotFound";
  field: Field;
}

/** The entry does not exist. */
export interface PaymentNotFound {
  result: "paymentNotFound";
}

/** The entry was already voided or corrected. */
export interface AlreadyReversed {
  result: "alreadyReversed";
}

/** The payment has been refunded; the refund must be voided first. */
export interface RefundStanding {
  result: "refundStanding";
}

/** The refund exceeds what is left of the payment. */
export interface RefundExceedsPayment {
  result: "refundExceedsPayment";
  refundableMinorUnits: number;
  /** What is left by purpose; null if all of it is fare. */
  refundableParts: Parts;
  currency: string;
}

/** This kind of entry cannot be reversed in this way. */
export interface NotReversible {
  result: "notReversible";
  why: string;
}

/** The two events have different currencies. */
export interface CurrencyMismatch {
  result: "currencyMismatch";
  currency: string;
  otherCurrency: string;
}

/** The payment that may be duplicated, and the field that matches. */
export interface DuplicateMatch {
  ref: EntryRef;
  field: "patron" | "reference";
}

/** A possible duplicate, as a decision finds it. */
export interface DuplicateFound extends DuplicateMatch {
  result: "possibleDuplicate";
}

/** A possible duplicate, as a caller sees it. */
export interface PossibleDuplicate extends Pick<DuplicateMatch, "field"> {
  result: "possibleDuplicate";
  existing: LedgerLine;
}
