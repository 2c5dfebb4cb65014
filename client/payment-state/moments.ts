/** A point in time by two clocks. */
export interface Moment {
  /** Milliseconds by the system clock, which a person or the network may change. */
  wall: number;

  /** Milliseconds by a monotonic clock, which may stop while the device sleeps. */
  steady: number;
}

/** The current moment. */
export function thisMoment(): Moment {
  return { wall: Date.now(), steady: performance.now() };
}

/** Whether more than this many seconds have passed by either clock, because each of them can miss time. */
export function isOlderThan(seconds: number, { wall, steady }: Moment): boolean {
  const now = thisMoment();
  return Math.max(now.wall - wall, now.steady - steady) > seconds * 1_000;
}
