/** Tells the time. The only source of it, so that tests can stand at any instant. */
export interface Clock {
  /** The instant it is now. */
  now(): Date;
  /** Milliseconds from some fixed point, for measuring how long something took; never goes back. */
  monotonicMilliseconds(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMilliseconds: () => performance.now(),
};
