import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where fault tests leave their figures, for `test/RELIABILITY.md`. */
export const FIGURES = join("dist", "reliability");

/** What one fault did, how often, to the ledger and where tried to the naive version. */
export interface Figures {
  fault: string;
  /** How many times the fault struck. */
  times: number;
  payments: number;
  lost: number;
  twice: number;
  naive?: { times: number; payments: number; lost: number; twice: number; wrongTotal: boolean };
}

/** Keeps the figures of a fault test. */
export function recordFigures(figures: Figures): void {
  mkdirSync(FIGURES, { recursive: true });
  const name = figures.fault.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  writeFileSync(join(FIGURES, `${name}.json`), JSON.stringify(figures));
}
