import { median, quantile, spread } from "./quantile.ts";
import { type Rounds, roundsOf } from "./take-turns.ts";

/** What a figure counts. */
export type Unit = "ms" | "per second" | "bytes" | "requests" | "write units" | "read units" | "MiB" | "µs";

/** What was measured of one variant. */
export interface Figure {
  variant: string;
  unit: Unit;
  /** The median over the rounds. */
  value: number;
  /** Of what is measured many times a round: the median of the rounds' 99th percentiles. */
  p99?: number;
  /** The figure of each round. */
  rounds: number[];
}

/** What a ratio has to be for the goal to be met. */
export interface Goal {
  is: "at most" | "at least";
  ratio: number;
}

/** One claim, and whether it holds. */
export interface Row {
  id: string;
  name: string;
  /** Ours to theirs: the median of what each round gave. */
  ratio: number;
  /** "none" when the row is only shown. */
  goal: string;
  /** True for the verdict "met" alone. A row that is only shown is not counted among the goals, met or not. */
  met: boolean;
  verdict: "met" | "not met" | "inconclusive" | "shown";
  /** Why there is no verdict, or why the goal was not met. */
  why?: string;
  figures: Figure[];
}

/** Rounds of what is measured against, further apart than this, say that the machine was busy with something else. */
const MOST_SPREAD = 0.4;

/** Tells ours beside theirs, the first of the others, where no goal was set. */
export function show(
  { id, name }: { id: string; name: string },
  figures: [ours: Figure, theirs: Figure, ...others: Figure[]],
): Row {
  const [ours, theirs] = figures;
  const ratio = median(ours.rounds.map((value, round) => value / (theirs.rounds[round] ?? Number.NaN)));
  return { id, name, ratio, goal: "none", met: false, verdict: "shown", figures };
}

/** Compares ours with theirs, the first of the others, round for round. */
export function compare(
  { id, name, goal }: { id: string; name: string; goal: Goal },
  figures: [ours: Figure, theirs: Figure, ...others: Figure[]],
): Row {
  const row = { ...show({ id, name }, figures), goal: `${goal.is} ${goal.ratio.toFixed(2)}` };
  const [, theirs] = figures;
  const apart = spread(theirs.rounds);
  if (apart > MOST_SPREAD)
    return withoutVerdict(row, `The rounds of "${theirs.variant}" lie ${Math.round(apart * 100)} % apart.`);
  const isMet = goal.is === "at most" ? row.ratio <= goal.ratio : row.ratio >= goal.ratio;
  return { ...row, met: isMet, verdict: isMet ? "met" : "not met" };
}

/** Of what cannot be known, says why not. */
export const withoutVerdict = (row: Row, why: string): Row => ({
  ...row,
  met: false,
  verdict: "inconclusive",
  why,
});

/** Puts beside a goal that was not met what keeps it from being met. */
export const explain = (row: Row, why: string | null): Row =>
  row.verdict === "not met" && why !== null ? { ...row, why } : row;

/** How long one took with a variant: the rounds' medians, and their 99th percentiles. */
export const latency = (variant: string, rounds: Rounds): Figure => {
  const own = roundsOf(rounds, variant);
  const medians = own.map(({ milliseconds }) => median(milliseconds));
  const p99 = median(own.map(({ milliseconds }) => quantile(milliseconds, 0.99)));
  return { variant, unit: "ms", value: median(medians), p99, rounds: medians };
};

/** How many were done with a variant in a second. */
export const throughput = (variant: string, rounds: Rounds): Figure => {
  const rates = roundsOf(rounds, variant).map(
    ({ milliseconds, elapsedMilliseconds }) => (milliseconds.length * 1000) / elapsedMilliseconds,
  );
  return { variant, unit: "per second", value: median(rates), rounds: rates };
};

/** What is measured once a round. */
export const oncePerRound = (variant: string, unit: Unit, rounds: number[]): Figure => ({
  variant,
  unit,
  value: median(rounds),
  rounds,
});

/** What is the same whenever it is looked at, e.g. a size. */
export const constant = (variant: string, unit: Unit, value: number): Figure => ({
  variant,
  unit,
  value,
  rounds: [value],
});
