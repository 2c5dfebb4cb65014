import type { Clock } from "../../server/clock.ts";

/** A clock that a test sets. Durations are still measured by the machine's clock. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(duration: { seconds?: number; hours?: number }): void;
}

/** A clock that stays at an instant until it is set or advanced. */
export function createTestClock(instant: string): TestClock {
  let now = new Date(instant);
  return {
    now: () => now,
    monotonicMilliseconds: () => performance.now(),
    set(next) {
      now = new Date(next);
    },
    advance({ seconds = 0, hours = 0 }) {
      now = new Date(now.getTime() + (hours * 3600 + seconds) * 1000);
    },
  };
}
