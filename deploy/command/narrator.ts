/** Reports on the terminal what a deployment does. */
export interface Narrator {
  /** Prints a message. */
  say(text: string): void;
  /** Prints an error or a warning. */
  complain(text: string): void;
  /** Runs a step, then prints one line with how long it took. */
  step<Result>(done: string, work: () => Promise<Result>): Promise<Result>;
}

/** The outputs of a narrator, and the clock that times its steps. */
export interface NarratorParts {
  write(text: string): void;
  writeError(text: string): void;
  monotonicMilliseconds(): number;
}

/** Creates a narrator. */
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
