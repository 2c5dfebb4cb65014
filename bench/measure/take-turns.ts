/** One way of doing the same thing. All ways are alive at once and take turns. */
export interface Variant<Given = Round> {
  name: string;
  /** Does it once or some times, and answers what was seen of it: mostly, how long each took. */
  round(): Promise<Given>;
}

/** What one round of one variant gave. */
export interface Round {
  /** How long each single one took. */
  milliseconds: number[];
  /** How long all of them took together; less than their sum where several were under way at once. */
  elapsedMilliseconds: number;
}

/** What a variant gave, round for round. The round that only warmed it up is not among them. */
export type Rounds<Given = Round> = Map<string, Given[]>;

/** What one variant gave. Throws when there is none of that name. */
export function roundsOf<Given>(rounds: Rounds<Given>, name: string): Given[] {
  const found = rounds.get(name);
  if (!found) throw new Error(`There is no variant "${name}" among ${[...rounds.keys()].join(", ")}.`);
  return found;
}

/**
 * Lets every variant have its turn in every round, each round beginning with the next of them, so that what slows the
 * machine for a while slows them alike. A first round is dropped.
 */
export async function takeTurns<Given = Round>(
  variants: readonly Variant<Given>[],
  { rounds, tell }: { rounds: number; tell: (progress: string) => void },
): Promise<Rounds<Given>> {
  const results: Rounds<Given> = new Map(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    tell(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    for (const turn of variants.keys()) {
      const variant = variants[(round + turn) % variants.length];
      const result = await variant?.round();
      if (variant && result && round > 0) results.get(variant.name)?.push(result);
    }
  }
  return results;
}

/**
 * The same, where a round is several turns, taken together: a turn is then short, and near in time to those of the others,
 * and a round is long, and says more than the moment it was taken in. A first turn is dropped.
 */
export async function takeManyTurns(
  variants: readonly Variant[],
  { rounds, turns, tell }: { rounds: number; turns: number; tell: (progress: string) => void },
): Promise<Rounds> {
  const taken = await takeTurns(variants, { rounds: rounds * turns, tell });
  const togetherIn = (given: Round[]) =>
    Array.from({ length: rounds }, (_, round) => together(given.slice(round * turns, (round + 1) * turns)));
  return new Map([...taken].map(([name, given]) => [name, togetherIn(given)]));
}

const together = (turns: Round[]): Round => ({
  milliseconds: turns.flatMap(({ milliseconds }) => milliseconds),
  elapsedMilliseconds: turns.reduce((sum, { elapsedMilliseconds }) => sum + elapsedMilliseconds, 0),
});
