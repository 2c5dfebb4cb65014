/** Minor units by purpose. */
export interface Amount {
  FARE: number;
  GRATUITY: number;
  SECURITY_DEPOSIT: number;
}

/** Money of which nothing is a tip or a security deposit. */
export const fare = (minorUnits: number): Amount => ({ ...NOTHING, FARE: minorUnits });

/** No money. */
export const NOTHING: Amount = { FARE: 0, GRATUITY: 0, SECURITY_DEPOSIT: 0 };

/** All of an amount, in minor units. */
export const totalOf = (amount: Amount): number => amount.FARE + amount.GRATUITY + amount.SECURITY_DEPOSIT;

/** The sum of two amounts, the second taken so many times. */
export const plus = (amount: Amount, other: Amount, times: 1 | -1 = 1): Amount => ({
  FARE: amount.FARE + times * other.FARE,
  GRATUITY: amount.GRATUITY + times * other.GRATUITY,
  SECURITY_DEPOSIT: amount.SECURITY_DEPOSIT + times * other.SECURITY_DEPOSIT,
});

/** Terms of an event, in minor units. */
export interface Terms {
  agreedTotal: number;
  deposit: number | null;
}

/** A payment is logged. */
export interface Log {
  type: "log";
  event: number;
  amount: Amount;
  patron: number;
  method: "CASH" | "VENMO" | "CHECK" | "ZELLE";
  reference: string | null;
}

/** A payment is corrected. Null keeps the value of the payment. */
export interface Correct {
  type: "correct";
  target: number;
  minorUnits: number | null;
  /** The tip and the security deposit of the replacement; the rest is fare. */
  parts: Omit<Amount, "FARE"> | null;
  reference: string | null;
  moveTo: number | null;
}

/** A legacy handler writes a row: on the day before the story, or at this time of its day. */
export interface Row {
  type: "row";
  event: number;
  minorUnits: number;
  time: (typeof ROW_TIMES)[number];
}

/** Before all others, among them, and ahead of the clock. */
export const ROW_TIMES = ["the day before", "20:00:00", "23:30:00.002500", "23:59:00"] as const;

/** What happens in a story. `target` counts the entries of that time from the newest, `earlier` the calls. */
export type Operation =
  | Log
  | Correct
  | Row
  | { type: "void"; target: number }
  | { type: "refund"; target: number; amount: Amount }
  | ({ type: "terms"; event: number } & Terms)
  | { type: "adopt"; event: number }
  | { type: "retry"; earlier: number };

/** Steps in order. The rows of a step are written first; then its other operations run concurrently. */
export type Story = Operation[][];

/** The events of a story, by the numbers in its operations. */
export const EVENTS = [0, 1];
