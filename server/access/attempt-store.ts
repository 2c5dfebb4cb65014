/** A source of wrong passwords that is counted: an address, a device, or all unknown callers together. */
export interface Counter {
  name: string;
  /** How many wrong passwords are allowed until an hour passes without another one. */
  limit: number;
}

/** Result of reserving a password attempt. */
export type Reservation =
  /** The password may be checked. The attempt is reserved until it is settled. `isKnown` if the right password was given here recently. */
  | { result: "reserved"; isKnown: boolean }
  /** The limit is reached. The next password is checked at `opensAt` (milliseconds since 1970). */
  | { result: "exhausted"; opensAt: number }
  /** All attempts are reserved by passwords that are being checked now. Retry shortly. */
  | { result: "occupied" };

/** The result of a reserved attempt. */
type Verdict = "right" | "wrong" | "unchecked";

/** Counts wrong passwords across all processes. An attempt is reserved before the password is checked. */
export interface AttemptStore {
  reserve(counter: Counter): Promise<Reservation>;
  /** Releases the attempt unless the password was wrong. A right password marks the counter as known for 30 days. */
  settle(counter: Counter, verdict: Verdict): Promise<void>;
}

/** Says that passwords are not checked right now, and how long to wait. */
export function describeTooManyAttempts(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait =
    retryAfterSeconds < 60 ? "in a moment" : minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  return `Too many wrong passwords. Try again ${wait}.`;
}
