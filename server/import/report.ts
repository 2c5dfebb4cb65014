import { countOf } from "../values/plural.ts";
import type { ImportOptions, RowReport } from "./import-rows.ts";

const WORDS: Record<RowReport["result"], string> = {
  logged: "logged",
  acceptable: "would be logged",
  known: "already imported",
  duplicate: "possible duplicate, not logged",
  refused: "refused",
};

/** Formats one line about a row. */
export function formatReport({ row, result, remark }: RowReport): string {
  const { patron = "", amount = "", eventId = "" } = row.fields;
  const what = `row ${row.number}: ${WORDS[result]}: ${patron} ${amount} ${eventId}`.trimEnd();
  return remark ? `${what} (${remark})` : what;
}

const BAR_WIDTH = 30;

/** Formats the progress of an import. */
export function formatProgressBar(done: number, all: number): string {
  const filled = Math.round((done / all) * BAR_WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}] ${done} of ${countOf(all, "row")}`;
}

/** Counts the results of the rows so far. */
export type Tally = ReturnType<typeof createTally>;

/** Creates an empty tally. */
export function createTally() {
  const counts: Record<RowReport["result"], number> = {
    logged: 0,
    acceptable: 0,
    known: 0,
    duplicate: 0,
    refused: 0,
  };
  const sums = new Map<string, number>();
  return {
    sums,
    add({ result, logged }: RowReport) {
      counts[result] += 1;
      if (logged) sums.set(logged.currency, (sums.get(logged.currency) ?? 0) + logged.minorUnits);
    },
    get rows() {
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    get fine() {
      return counts.logged + counts.acceptable + counts.known;
    },
    get logged() {
      return counts.logged;
    },
    toText({ isDryRun }: ImportOptions): string {
      const logged = isDryRun
        ? `${countOf(counts.acceptable, "row")} would be logged`
        : `${countOf(counts.logged, "row")} logged`;
      const duplicates = countOf(counts.duplicate, "possible duplicate");
      const hint = counts.duplicate > 0 ? " Check the duplicates; to log them, use --allow-duplicates." : "";
      return `${logged}, ${counts.known} already imported, ${duplicates}, ${counts.refused} refused.${hint}`;
    },
  };
}
