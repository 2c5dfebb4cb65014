import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { createLimiter } from "../limiter.ts";
import { createRecentMap } from "../recent-map.ts";
import type { AttemptStore, Counter } from "./attempt-store.ts";
import { isPassword } from "./password-hash.ts";

/** Who gives a password. */
interface PasswordCaller {
  address: string;
  /** Of a device that signed in before: its tries are counted by themselves. */
  deviceId: string | null;
}

/** What came of giving a password. */
type PasswordVerdict =
  | { result: "right" }
  | { result: "wrong" }
  /** It was not looked at. */
  | { result: "tooMany"; retryAfterSeconds: number };

/** Looks at passwords, and at no more wrong ones than may be. */
export interface PasswordGate {
  try(password: string, caller: PasswordCaller): Promise<PasswordVerdict>;
}

const WRONG_PER_CALLER = 10;
const WRONG_OF_UNKNOWN = 100;
/** All callers together from whom the right password never came. */
const UNKNOWN: Counter = { name: "unknown", limit: WRONG_OF_UNKNOWN };

/** A burst of requests with the right password takes all places of its address for as long as one takes to be looked at. */
const PATIENCE_MILLISECONDS = 4000;
const LONGEST_PAUSE_MILLISECONDS = 150;
/**
 * A flood of guesses must take neither the processor nor the connections to the table from those who are known: strangers
 * are looked at one by one (a good hash takes a third of a second), few are counted at once, and few wait.
 */
const COUNTED_AT_ONCE = 8;
const MOST_AT_DOOR = 32;
const MOST_STRANGERS = 4;
const BUSY: PasswordVerdict = { result: "tooMany", retryAfterSeconds: 5 };
const REMEMBERED_MILLISECONDS = 3_600_000;
const MOST_REMEMBERED = 1000;

/** The gate before one password. */
export function createPasswordGate(options: {
  passwordHash: string;
  attempts: AttemptStore;
  clock: Clock;
}): PasswordGate {
  const { attempts, clock } = options;
  const inFlight = new Map<string, Promise<PasswordVerdict>>();
  const proven = createProofs(clock);
  const door = createLimiter(COUNTED_AT_ONCE);
  const strangers = createLimiter(1);

  async function look(password: string, { address, deviceId }: PasswordCaller): Promise<PasswordVerdict> {
    if (deviceId !== null) {
      return lookAt(password, { name: `device#${deviceId}`, limit: WRONG_PER_CALLER });
    }
    if (door.waiting() >= MOST_AT_DOOR) return BUSY;
    const own = { name: `address#${address}`, limit: WRONG_PER_CALLER };
    const place = await door(() => reserve(own));
    if (place.result === "tooMany") return place;
    const verdict = place.isKnown ? await hash(password) : await lookAtStranger(password);
    await attempts.settle(own, verdict.result === "tooMany" ? "notLookedAt" : verdict.result);
    return verdict;
  }

  const lookAtStranger = async (password: string) =>
    strangers.waiting() < MOST_STRANGERS ? strangers(() => lookAt(password, UNKNOWN)) : BUSY;

  async function lookAt(password: string, counter: Counter): Promise<PasswordVerdict> {
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
    const endsAt = clock.monotonicMilliseconds() + PATIENCE_MILLISECONDS;
    do {
      const place = await attempts.reserve(counter);
      if (place.result === "reserved") return place;
      if (place.result === "exhausted") {
        const seconds = Math.ceil((place.opensAt - clock.now().getTime()) / 1000);
        return { result: "tooMany", retryAfterSeconds: Math.max(seconds, 1) };
      }
      await pause(Math.random() * LONGEST_PAUSE_MILLISECONDS);
    } while (clock.monotonicMilliseconds() < endsAt);
    return { result: "tooMany", retryAfterSeconds: 1 };
  }

  return {
    async try(password, caller) {
      if (caller.deviceId === null && proven.matches(password, caller.address)) return { result: "right" };
      const name = `${caller.deviceId ?? caller.address} ${proven.digest(password).toString("hex")}`;
      const known = inFlight.get(name);
      if (known) return known;
      const verdict = look(password, caller).finally(() => inFlight.delete(name));
      inFlight.set(name, verdict);
      if ((await verdict).result === "right") proven.remember(password, caller.address);
      return verdict;
    },
  };
}

/**
 * From which addresses this process has seen the right password, so that a page that sends it with every request is not
 * hashed and counted every time. A wrong one from there is compared once, forgets the address, and is counted: the
 * limit of an address holds.
 */
function createProofs(clock: Clock) {
  const secret = randomBytes(32);
  const proofs = createRecentMap<string, { digest: Buffer; until: number }>(MOST_REMEMBERED);
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
