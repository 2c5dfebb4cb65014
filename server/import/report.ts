import type { ImportOptions, RowReport } from "./import-rows.ts";

const WORDS: Record<RowReport["result"], string> = {
  logged: "logged",
  acceptable: "would be logged",
  known: "imported before",
  duplicate: "possible duplicate, not logged",
  refused: "refused",
};

/** One line about a row. */
export function drawReport({ row, result, remark }: RowReport): string {
  const { patron = "", amount = "", eventId = "" } = row.fields;
  const what = `row ${row.number}: ${WORDS[result]}: ${patron} ${amount} ${eventId}`.trimEnd();
  return remark ? `${what} (${remark})` : what;
}

const BAR_WIDTH = 30;

/** How far an import is. */
export function drawBar(done: number, all: number): string {
  const filled = Math.round((done / all) * BAR_WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}] ${done} of ${all} rows`;
}

/** Counts what has come of the rows so far. */
export type Tally = ReturnType<typeof createTally>;

/** A tally of no rows. */
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
    toText({ isDry }: ImportOptions): string {
      const first = isDry ? `${counts.acceptable} rows would be logged` : `${counts.logged} rows logged`;
      const hint = counts.duplicate > 0 ? " Look at the duplicates; --allow-duplicates logs them, too." : "";
      return `${first}, ${counts.known} imported before, ${counts.duplicate} possible duplicates, ${counts.refused} refused.${hint}`;
    },
  };
}
