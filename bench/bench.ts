import { describeMachine, measureForeignLoad } from "./measure/machine.ts";
import { type Row, withoutVerdict } from "./measure/rows.ts";
import { formatFigure, type MeasuredTable, toDigits } from "./report/markdown.ts";
import { writeResults } from "./report/results.ts";
import { browser } from "./tables/browser.ts";
import { capacity } from "./tables/capacity.ts";
import { coldStart } from "./tables/cold-start.ts";
import { dashboard } from "./tables/dashboard.ts";
import { eventTotals } from "./tables/event-totals.ts";
import { logPayment } from "./tables/log-payment.ts";
import { mails } from "./tables/mails.ts";
import { manyRows } from "./tables/many-rows.ts";
import type { Table } from "./tables/table.ts";

const TABLES: readonly Table[] = [
  logPayment,
  eventTotals,
  dashboard,
  coldStart,
  capacity,
  browser,
  mails,
  manyRows,
];

/** How many processors other programs may use before measurements are useless. */
const MAX_FOREIGN_LOAD = 0.25;

/** The units that suffer when other programs keep the machine busy. */
const TIMED = new Set<string>(["ms", "µs", "per second"]);

const wanted = process.argv.slice(2).map(Number);
const unknown = wanted.filter((number) => !TABLES.some((table) => table.number === number));
if (unknown.length > 0) {
  console.error(
    `Unknown table: ${unknown.join(", ")}. The tables are ${TABLES.map(({ number }) => number).join(", ")}.`,
  );
  process.exit(2);
}

const measured: MeasuredTable[] = [];
for (const table of TABLES) {
  if (wanted.length > 0 && !wanted.includes(table.number)) continue;
  measured.push({ table, rows: await measure(table) });
}
if (wanted.length > 0) console.log("Only a run of all tables is saved.");
else await writeResults(new URL("./", import.meta.url), describeMachine(), measured);

async function measure(table: Table): Promise<Row[]> {
  const startedAt = performance.now();
  const report = (progress: string) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.error(`${table.number}. ${table.title}: ${progress} (${seconds} s)`);
  };
  const foreignLoad = await measureForeignLoad();
  const rows = await table.measure(report);
  const judged = foreignLoad > MAX_FOREIGN_LOAD ? rows.map((row) => judgeUnderLoad(row, foreignLoad)) : rows;
  for (const row of judged) {
    console.log(`  ${row.verdict.padEnd(12)} ${toDigits(row.ratio).padStart(6)} (${row.goal})  ${row.name}`);
    console.log(`    ${row.figures.map((figure) => `${figure.variant} ${formatFigure(figure)}`).join(", ")}`);
    if (row.why) console.log(`    ${row.why}`);
  }
  return judged;
}

function judgeUnderLoad(row: Row, foreignLoad: number): Row {
  if (row.verdict === "shown" || !TIMED.has(row.figures[0]?.unit ?? "")) return row;
  return withoutVerdict(
    row,
    `Other programs kept ${foreignLoad.toFixed(1)} processors busy when it started.`,
  );
}
