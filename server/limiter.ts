/** Runs work, never more than so many at the same time; the rest waits in order. */
export interface Limiter {
  <Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many wait now. */
  waiting(): number;
}

/** A limiter that lets `most` run at once. */
export function createLimiter(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  const limiter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return Object.assign(limiter, { waiting: () => waiting.length });
}
