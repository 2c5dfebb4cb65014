/** Tells on the terminal what a deployment does. */
export interface Narrator {
  /** Says something by itself. */
  say(text: string): void;
  /** Says what went wrong. */
  complain(text: string): void;
  /** Does a step and then says in one line that it is done, and how long it took. */
  step<Result>(done: string, work: () => Promise<Result>): Promise<Result>;
}

/** Where it is told, and the clock by which steps are timed. */
export interface NarratorParts {
  write(text: string): void;
  writeError(text: string): void;
  monotonicMilliseconds(): number;
}

/** Begins to tell. */
export function createNarrator({ write, writeError, monotonicMilliseconds }: NarratorParts): Narrator {
  return {
    say: (text) => write(`${text}\n`),
    complain: (text) => writeError(`${text}\n`),
    async step(done, work) {
      const start = monotonicMilliseconds();
      const result = await work();
      write(`${done} (${((monotonicMilliseconds() - start) / 1000).toFixed(1)} s)\n`);
      return result;
    },
  };
}
