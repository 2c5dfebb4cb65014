/** Something whose wrong passwords are counted: an address, a device, or everybody unknown together. */
export interface Counter {
  name: string;
  /** How many wrong passwords it may give until an hour has passed without another one. */
  limit: number;
}

/** What came of asking whether one more password may be looked at. */
export type Reservation =
  /** It may; the place is taken until it is settled. `isKnown` when the right one was given here lately. */
  | { result: "reserved"; isKnown: boolean }
  /** So many were wrong that the next is looked at only at `opensAt` (milliseconds since 1970). */
  | { result: "exhausted"; opensAt: number }
  /** All places are taken by passwords that are being looked at just now: ask again in a moment. */
  | { result: "occupied" };

/** How a password that had a place turned out. */
type Verdict = "right" | "wrong" | "notLookedAt";

/** Counts wrong passwords for all processes together. A place is taken before the password is looked at. */
export interface AttemptStore {
  reserve(counter: Counter): Promise<Reservation>;
  /** Gives the place back unless the password was wrong; a right one makes the counter known for 30 days. */
  settle(counter: Counter, verdict: Verdict): Promise<void>;
}

/** Tells a person that passwords are not looked at just now, and how long to wait. */
export function tellTooManyAttempts(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait =
    retryAfterSeconds < 60 ? "in a moment" : minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  return `Too many wrong passwords. Try again ${wait}.`;
}
