/** The only source of time, so that tests can set any instant. */
export interface Clock {
  /** The current instant. */
  now(): Date;
  /** Milliseconds from an arbitrary fixed point, for measuring durations. Never decreases. */
  monotonicMilliseconds(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMilliseconds: () => performance.now(),
};
