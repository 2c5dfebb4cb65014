/** Runs tasks, at most so many of them at the same time. The others wait in order. */
export interface Limiter {
  <Result>(work: () => Promise<Result>): Promise<Result>;
  /** The number of waiting tasks. */
  waiting(): number;
}

/** Creates a limiter that runs at most `maxConcurrent` tasks at the same time. */
export function createLimiter(maxConcurrent: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  const limiter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= maxConcurrent) await new Promise<void>((resolve) => waiting.push(resolve));
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
