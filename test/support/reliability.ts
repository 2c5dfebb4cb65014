import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder in which fault tests store their figures for `test/RELIABILITY.md`. */
export const FIGURES = join("dist", "reliability");

/** The outcome of one run under a fault. */
export interface Outcome {
  /** How often the fault occurred. */
  times: number;
  payments: number;
  lost: number;
  doubled: number;
  /** The error of the total in minor units. */
  totalOff: number;
}

/** The outcome of a fault in our ledger, and in the naive one if it was run. */
export interface Figures {
  fault: string;
  ours?: Outcome;
  naive?: Outcome;
}

/** Stores the figures of a fault test beside the existing ones. */
export function recordFigures(figures: Figures): void {
  mkdirSync(FIGURES, { recursive: true });
  const path = join(FIGURES, `${figures.fault.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.json`);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Figures) : {};
  writeFileSync(path, JSON.stringify({ ...before, ...figures }));
}
