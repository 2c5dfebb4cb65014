import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where fault tests leave their figures, for `test/RELIABILITY.md`. */
export const FIGURES = join("dist", "reliability");

/** What came of one run under a fault. */
export interface Outcome {
  /** How many times the fault struck. */
  times: number;
  payments: number;
  lost: number;
  doubled: number;
  /** By how many minor units the total was off. */
  totalOff: number;
}

/** What a fault did to our ledger, and where tried to the naive one. */
export interface Figures {
  fault: string;
  ours?: Outcome;
  naive?: Outcome;
}

/** Keeps the figures of a fault test beside those that are there already. */
export function recordFigures(figures: Figures): void {
  mkdirSync(FIGURES, { recursive: true });
  const path = join(FIGURES, `${figures.fault.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.json`);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Figures) : {};
  writeFileSync(path, JSON.stringify({ ...before, ...figures }));
}
