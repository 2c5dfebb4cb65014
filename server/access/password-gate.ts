import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { createLimiter } from "../limiter.ts";
import { createRecentMap } from "../recent-map.ts";
import type { AttemptStore, Counter } from "./attempt-store.ts";
import { isPassword } from "./password-hash.ts";

/** The caller who gives a password. */
interface PasswordCaller {
  address: string;
  /** The id of a device that signed in before; its attempts are counted separately. */
  deviceId: string | null;
}

/** Result of a password attempt. */
type PasswordVerdict =
  | { result: "right" }
  | { result: "wrong" }
  /** The password was not checked. */
  | { result: "tooMany"; retryAfterSeconds: number };

/** Checks passwords and limits the number of wrong ones. */
export interface PasswordGate {
  try(password: string, caller: PasswordCaller): Promise<PasswordVerdict>;
}

const WRONG_PER_CALLER = 10;
const WRONG_OF_UNKNOWN = 100;
/** All callers who have never given the right password, together. */
const UNKNOWN: Counter = { name: "unknown", limit: WRONG_OF_UNKNOWN };

/** A burst of requests with the right password reserves all attempts of its address while the first one is checked. */
const TIMEOUT_MILLISECONDS = 4000;
const MAX_PAUSE_MILLISECONDS = 150;
/**
 * A flood of guesses must not take the CPU or the table connections from known callers. Passwords of unknown callers are
 * checked one at a time (a strong hash takes a third of a second), few are counted at the same time, and few wait.
 */
const CONCURRENT_COUNTS = 8;
const MAX_WAITING_COUNTS = 32;
const MAX_WAITING_STRANGERS = 4;
const BUSY: PasswordVerdict = { result: "tooMany", retryAfterSeconds: 5 };
const REMEMBERED_MILLISECONDS = 3_600_000;
const MAX_REMEMBERED = 1000;

/** Creates the gate for one password. */
export function createPasswordGate(options: {
  passwordHash: string;
  attempts: AttemptStore;
  clock: Clock;
}): PasswordGate {
  const { attempts, clock } = options;
  const inFlight = new Map<string, Promise<PasswordVerdict>>();
  const proven = createProvenAddresses(clock);
  const counting = createLimiter(CONCURRENT_COUNTS);
  const strangers = createLimiter(1);

  async function checkCaller(
    password: string,
    { address, deviceId }: PasswordCaller,
  ): Promise<PasswordVerdict> {
    if (deviceId !== null) {
      return check(password, { name: `device#${deviceId}`, limit: WRONG_PER_CALLER });
    }
    if (counting.waiting() >= MAX_WAITING_COUNTS) return BUSY;
    const own = { name: `address#${address}`, limit: WRONG_PER_CALLER };
    const place = await counting(() => reserve(own));
    if (place.result === "tooMany") return place;
    const verdict = place.isKnown ? await hash(password) : await checkStranger(password);
    await attempts.settle(own, verdict.result === "tooMany" ? "unchecked" : verdict.result);
    return verdict;
  }

  const checkStranger = async (password: string) =>
    strangers.waiting() < MAX_WAITING_STRANGERS ? strangers(() => check(password, UNKNOWN)) : BUSY;

  async function check(password: string, counter: Counter): Promise<PasswordVerdict> {
    const place = await reserve(counter);
    if (place.result === "tooMany") return place;
    const verdict = await hash(password);
    await attempts.settle(counter, verdict.result);
    return verdict;
  }

  const hash = async (password: string): Promise<{ result: "right" | "wrong" }> => ({
    result: (await isPassword(password, options.passwordHash)) ? "right" : "wrong",
  });

  async function reserve(
    counter: Counter,
  ): Promise<{ result: "reserved"; isKnown: boolean } | Extract<PasswordVerdict, { result: "tooMany" }>> {
    const endsAt = clock.monotonicMilliseconds() + TIMEOUT_MILLISECONDS;
    do {
      const place = await attempts.reserve(counter);
      if (place.result === "reserved") return place;
      if (place.result === "exhausted") {
        const seconds = Math.ceil((place.opensAt - clock.now().getTime()) / 1000);
        return { result: "tooMany", retryAfterSeconds: Math.max(seconds, 1) };
      }
      await pause(Math.random() * MAX_PAUSE_MILLISECONDS);
    } while (clock.monotonicMilliseconds() < endsAt);
    return { result: "tooMany", retryAfterSeconds: 1 };
  }

  return {
    async try(password, caller) {
      if (caller.deviceId === null && proven.matches(password, caller.address)) return { result: "right" };
      const name = `${caller.deviceId ?? caller.address} ${proven.digest(password).toString("hex")}`;
      const known = inFlight.get(name);
      if (known) return known;
      const verdict = checkCaller(password, caller).finally(() => inFlight.delete(name));
      inFlight.set(name, verdict);
      if ((await verdict).result === "right") proven.remember(password, caller.address);
      return verdict;
    },
  };
}

/**
 * The addresses from which this process has seen the right password, so that a page that sends it with every request is not
 * hashed and counted every time. A wrong password from such an address is compared once, removes the address, and is
 * counted: the limit of the address still holds.
 */
function createProvenAddresses(clock: Clock) {
  const secret = randomBytes(32);
  const proofs = createRecentMap<string, { digest: Buffer; until: number }>(MAX_REMEMBERED);
  const digest = (password: string) => createHmac("sha256", secret).update(password).digest();
  return {
    digest,

    matches(password: string, address: string): boolean {
      const proof = proofs.get(address);
      if (!proof) return false;
      const isRight = proof.until > clock.now().getTime() && timingSafeEqual(digest(password), proof.digest);
      if (!isRight) proofs.delete(address);
      return isRight;
    },

    remember(password: string, address: string): void {
      proofs.set(address, {
        digest: digest(password),
        until: clock.now().getTime() + REMEMBERED_MILLISECONDS,
      });
    },
  };
}
