import { median, quantile, spread } from "./quantile.ts";
import { type Rounds, roundsOf } from "./take-turns.ts";

/** The unit of a figure. */
export type Unit = "ms" | "per second" | "bytes" | "requests" | "write units" | "read units" | "MiB" | "µs";

/** The measurement of one variant. */
export interface Figure {
  variant: string;
  unit: Unit;
  /** The median over the rounds. */
  value: number;
  /** For operations that are measured many times per round: the median of the rounds' 99th percentiles. */
  p99?: number;
  /** The figure of each round. */
  rounds: number[];
}

/** The required ratio. */
export interface Goal {
  is: "at most" | "at least";
  ratio: number;
}

/** One claim, and whether it holds. */
export interface Row {
  id: string;
  name: string;
  /** Ours to theirs: the median over the rounds. */
  ratio: number;
  /** "none" if the row has no goal. */
  goal: string;
  /** True only for the verdict "met". A row without a goal does not count, met or not. */
  met: boolean;
  verdict: "met" | "not met" | "inconclusive" | "shown";
  /** Why there is no verdict, or why the goal was not met. */
  why?: string;
  figures: Figure[];
}

/** A larger spread between the peer's rounds means that the machine was busy with something else. */
const MAX_SPREAD = 0.4;

/** Compares ours with theirs, the first of the peers, without a goal. */
export function show(
  { id, name }: { id: string; name: string },
  figures: [ours: Figure, theirs: Figure, ...others: Figure[]],
): Row {
  const [ours, theirs] = figures;
  const ratio = median(ours.rounds.map((value, round) => value / (theirs.rounds[round] ?? Number.NaN)));
  return { id, name, ratio, goal: "none", met: false, verdict: "shown", figures };
}

/** Compares ours with theirs, the first of the peers, round by round. */
export function compare(
  { id, name, goal }: { id: string; name: string; goal: Goal },
  figures: [ours: Figure, theirs: Figure, ...others: Figure[]],
): Row {
  const row = { ...show({ id, name }, figures), goal: `${goal.is} ${goal.ratio.toFixed(2)}` };
  const [, theirs] = figures;
  const apart = spread(theirs.rounds);
  if (apart > MAX_SPREAD)
    return withoutVerdict(row, `The rounds of "${theirs.variant}" differ by ${Math.round(apart * 100)} %.`);
  const isMet = goal.is === "at most" ? row.ratio <= goal.ratio : row.ratio >= goal.ratio;
  return { ...row, met: isMet, verdict: isMet ? "met" : "not met" };
}

/** A row without a verdict, with the reason. */
export const withoutVerdict = (row: Row, why: string): Row => ({
  ...row,
  met: false,
  verdict: "inconclusive",
  why,
});

/** Adds the reason to a row whose goal was not met. */
export const explain = (row: Row, why: string | null): Row =>
  row.verdict === "not met" && why !== null ? { ...row, why } : row;

/** The latency of a variant: the medians of its rounds, and their 99th percentiles. */
export const latency = (variant: string, rounds: Rounds): Figure => {
  const own = roundsOf(rounds, variant);
  const medians = own.map(({ milliseconds }) => median(milliseconds));
  const p99 = median(own.map(({ milliseconds }) => quantile(milliseconds, 0.99)));
  return { variant, unit: "ms", value: median(medians), p99, rounds: medians };
};

/** How many operations a variant completed per second. */
export const throughput = (variant: string, rounds: Rounds): Figure => {
  const rates = roundsOf(rounds, variant).map(
    ({ milliseconds, elapsedMilliseconds }) => (milliseconds.length * 1000) / elapsedMilliseconds,
  );
  return { variant, unit: "per second", value: median(rates), rounds: rates };
};

/** A figure that is measured once per round. */
export const oncePerRound = (variant: string, unit: Unit, rounds: number[]): Figure => ({
  variant,
  unit,
  value: median(rounds),
  rounds,
});

/** A figure that never changes, e.g. a size. */
export const constant = (variant: string, unit: Unit, value: number): Figure => ({
  variant,
  unit,
  value,
  rounds: [value],
});
