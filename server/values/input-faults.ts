/** Codes of input faults: `FaultCode` in the schema. */
export type FaultCode =
  | "BLANK"
  | "TOO_LONG"
  | "CONTROL_CHARACTER"
  | "NOT_A_DECIMAL"
  | "NOT_POSITIVE"
  | "TOO_MANY_DIGITS"
  | "TOTAL_TOO_LARGE"
  | "PARTS_DIFFER"
  | "REPEATED_PURPOSE"
  | "UNKNOWN_METHOD"
  | "REFERENCE_REQUIRED"
  | "NOT_A_DATE"
  | "DATE_IN_FUTURE"
  | "DATE_TOO_EARLY"
  | "CURRENCY_MISMATCH"
  | "NOT_AN_EMAIL"
  | "CARD_NUMBER"
  | "UNKNOWN_EVENT"
  | "DEPOSIT_ABOVE_TOTAL"
  | "NOTHING_TO_CORRECT"
  | "NO_PATRON_EMAIL";

/** One fault of the input, and its path. */
export interface InputFault {
  path: string[];
  code: FaultCode;
  message: string;
}

/** A fault of an input field. */
export function faultAt(field: string, code: FaultCode, message: string): InputFault {
  return { path: ["input", field], code, message };
}
