/** One of the variants of the same task. All variants run side by side and take turns. */
export interface Variant<Given = Round> {
  name: string;
  /** Runs the task once or several times, and returns the measurements, usually the durations. */
  round(): Promise<Given>;
}

/** The measurements of one round of one variant. */
export interface Round {
  /** The duration of each operation. */
  milliseconds: number[];
  /** The duration of all operations together; less than their sum if several ran at the same time. */
  elapsedMilliseconds: number;
}

/** The measurements of a variant by round, without the warm-up round. */
export type Rounds<Given = Round> = Map<string, Given[]>;

/** The measurements of one variant. Throws if there is none of that name. */
export function roundsOf<Given>(rounds: Rounds<Given>, name: string): Given[] {
  const found = rounds.get(name);
  if (!found) throw new Error(`There is no variant "${name}" among ${[...rounds.keys()].join(", ")}.`);
  return found;
}

/**
 * Runs every variant in every round, each round starting with the next variant, so that temporary slowdowns of the machine affect
 * all of them alike. The first round is dropped.
 */
export async function takeTurns<Given = Round>(
  variants: readonly Variant<Given>[],
  { rounds, report }: { rounds: number; report: (progress: string) => void },
): Promise<Rounds<Given>> {
  const results: Rounds<Given> = new Map(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    report(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    for (const turn of variants.keys()) {
      const variant = variants[(round + turn) % variants.length];
      const result = await variant?.round();
      if (variant && result && round > 0) results.get(variant.name)?.push(result);
    }
  }
  return results;
}

/**
 * The same, but a round consists of several turns: turns are short and close in time to those of the other variants, and a round is
 * long enough to average over the moment. The first turn is dropped.
 */
export async function takeManyTurns(
  variants: readonly Variant[],
  { rounds, turns, report }: { rounds: number; turns: number; report: (progress: string) => void },
): Promise<Rounds> {
  const taken = await takeTurns(variants, { rounds: rounds * turns, report });
  const togetherIn = (given: Round[]) =>
    Array.from({ length: rounds }, (_, round) => together(given.slice(round * turns, (round + 1) * turns)));
  return new Map([...taken].map(([name, given]) => [name, togetherIn(given)]));
}

const together = (turns: Round[]): Round => ({
  milliseconds: turns.flatMap(({ milliseconds }) => milliseconds),
  elapsedMilliseconds: turns.reduce((sum, { elapsedMilliseconds }) => sum + elapsedMilliseconds, 0),
});
