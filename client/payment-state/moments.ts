/** A point in time by two clocks. */
export interface Moment {
  /** Milliseconds by the clock on the wall, which a person or the network may set. */
  wall: number;

  /** Milliseconds by a clock that nobody sets, but that may stand still while the device sleeps. */
  steady: number;
}

/** This moment. */
export function thisMoment(): Moment {
  return { wall: Date.now(), steady: performance.now() };
}

/** Whether more than so many seconds have passed since, by either of the two clocks: each of them misses something. */
export function isOlderThan(seconds: number, { wall, steady }: Moment): boolean {
  const now = thisMoment();
  return Math.max(now.wall - wall, now.steady - steady) > seconds * 1_000;
}
