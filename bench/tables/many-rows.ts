import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, type Figure, oncePerRound, type Row, show, type Unit } from "../measure/rows.ts";
import { type Rounds, roundsOf, takeTurns } from "../measure/take-turns.ts";
import { endingAll } from "../support/ending-all.ts";
import { importItems, withCopy, withEngine } from "../support/engine-files.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { legacyRows, ourRows, type RowCount } from "../support/many-rows.ts";
import { runMeasured, type Usage } from "../support/measured-command.ts";
import type { Table } from "./table.ts";

const ROUNDS = 3;
const FEW = 1000;
const MANY = 100_000;

const MAX_TIME = 1.1;
const MAX_MEMORY = 1.25;

/** In a long run, measuring memory takes a thirtieth of the time; a short one needs some measurements, too. */
const LOOK_EVERY_MILLISECONDS = { few: 50, many: 2000 };

/** The tasks in order; the last two use one event with all rows. */
const TASKS = {
  verify: { name: "verify-ledger", title: "verify" },
  export: { name: "export", title: "export" },
  adopt: { name: "adopt", title: "adopt, one event" },
  verifyOne: { name: "verify-ledger", title: "verify, one event" },
} as const;

type Task = keyof typeof TASKS;
const TASK_NAMES = Object.keys(TASKS) as Task[];
type Usages = Record<Task, Usage>;

/** The rows of a size: in ledgers of 1,000 each, and as legacy rows in one event. */
interface Size {
  rows: number;
  ledgers: string;
  legacy: string;
}

/** Whether operator commands take more time or memory per row with many rows. */
export const manyRows: Table = {
  number: 8,
  title: "Many rows",
  about:
    "The operator commands, each in its own process, on the embedded engine without a stream: 100,000 rows against " +
    "1,000. `verify` (`--all`) and `export` process ledgers of 1,000 rows, every twentieth of them a void; then 100,000 legacy rows " +
    "in a single event, where quadratic growth would show, are adopted, and that event " +
    "is verified (`--event`). Adoption starts again in every round, on a copy of the engine's file. Time is from a command's first " +
    "request to its end, without the start of the process, and without the waits for `Scan`, with which `verify --all` and " +
    "`adopt` find the events: the embedded engine sorts the rest of a table for every page of a scan, which DynamoDB does " +
    "not. Those waits have separate rows. A run has one time per row, so a figure is the median of the rounds, and " +
    "there is no p99. Memory is the maximum of live objects and buffers, measured between requests after a full " +
    "collection (for 1,000 rows in a second run, so that measuring does not change the time of such a short one): a process with a lot of memory uses a lot before it collects, so its size, shown " +
    "next to it, depends more on the collector than on us. It counts as flat up to 1.25: a run over 1,000 rows ends within its second page. " +
    "The warm-up uses only the 1,000 rows, because every round starts new processes anyway.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const folder = await mkdtemp(join(tmpdir(), "payments-bench-rows-"));
      toEnd({ stop: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) });
      const table = toEnd(await startLedgerTable());
      const sizes: Size[] = [];
      for (const rows of [FEW, MANY]) {
        report(`loading ${nameOf(rows)}`);
        const size = {
          rows,
          ledgers: join(folder, `ledgers-${rows}`),
          legacy: join(folder, `legacy-${rows}`),
        };
        await importItems(size.ledgers, ourRows(spread(rows)), table);
        await importItems(size.legacy, legacyRows({ events: 1, rowsPerEvent: rows }), table);
        sizes.push(size);
      }
      const [few] = sizes;
      const variants = sizes.map((size) => {
        let isWarm = false;
        return {
          name: nameOf(size.rows),
          round() {
            const wanted = isWarm ? size : (few ?? size);
            isWarm = true;
            return runTasks(wanted, { env: table.env, folder, report });
          },
        };
      });
      return toRows(await takeTurns(variants, { rounds: ROUNDS, report }));
    }),
};

const nameOf = (rows: number) => `${rows.toLocaleString("en")} rows`;

const spread = (rows: number): RowCount => ({ events: rows / FEW, rowsPerEvent: FEW });

interface RunContext {
  env: Record<string, string>;
  folder: string;
  report: (progress: string) => void;
}

/** Few rows are processed once for the time and once more for the memory, because such a short run has no time for measurements. */
async function runTasks(size: Size, context: RunContext): Promise<Usages> {
  if (size.rows === MANY) return runOnce(size, context, LOOK_EVERY_MILLISECONDS.many);
  const timed = await runOnce(size, context, null);
  const looked = await runOnce(size, context, LOOK_EVERY_MILLISECONDS.few);
  const both = TASK_NAMES.map((task) => [task, { ...timed[task], heldMiB: looked[task].heldMiB }]);
  return Object.fromEntries(both) as Usages;
}

/** Each command once. Its output shows that it processed all rows, and found nothing. */
async function runOnce(
  { rows, ledgers, legacy }: Size,
  { env, folder, report }: RunContext,
  lookEveryMilliseconds: number | null,
): Promise<Usages> {
  const run = async (task: Task, command: { flags: string[]; says: string }, endpoint: string) => {
    const { name } = TASKS[task];
    const usage = await runMeasured(
      { name, ...command, lookEveryMilliseconds },
      { ...env, AWS_ENDPOINT_URL_DYNAMODB: endpoint },
    );
    const took = `${Math.round(usage.workMilliseconds)} ms, ${Math.round(usage.heldMiB)} MiB held`;
    report(`${TASKS[task].title}, ${nameOf(rows)}: ${took}`);
    return usage;
  };
  const sound = `${rows.toLocaleString("en")} entries, 0 findings`;
  const out = {
    flags: ["--out", join(folder, "export.csv")],
    says: `${rows.toLocaleString("en")} rows exported`,
  };
  const onLedgers = await withEngine(ledgers, async (endpoint) => ({
    verify: await run("verify", { flags: ["--all"], says: sound }, endpoint),
    export: await run("export", out, endpoint),
  }));
  const adopted = { flags: [], says: `${rows.toLocaleString("en")} rows of 1 event adopted` };
  const onLegacyRows = await withCopy(legacy, async (endpoint) => ({
    adopt: await run("adopt", adopted, endpoint),
    verifyOne: await run("verifyOne", { flags: ["--event", "charter-0000"], says: sound }, endpoint),
  }));
  return { ...onLedgers, ...onLegacyRows };
}

const MICROSECONDS = 1000;

function toRows(rounds: Rounds<Usages>): Row[] {
  return TASK_NAMES.flatMap((task) => {
    const { title: name } = TASKS[task];
    const figures = (unit: Unit, read: (usage: Usage, rows: number) => number): [Figure, Figure] => {
      const figure = (rows: number) => {
        const usages = roundsOf(rounds, nameOf(rows));
        return oncePerRound(
          nameOf(rows),
          unit,
          usages.map((usage) => read(usage[task], rows)),
        );
      };
      return [figure(MANY), figure(FEW)];
    };
    const perRow = (milliseconds: number, rows: number) => (milliseconds * MICROSECONDS) / rows;
    const time = figures("µs", (usage, rows) =>
      perRow(usage.workMilliseconds - usage.scanMilliseconds, rows),
    );
    const scan = figures("µs", ({ scanMilliseconds }, rows) => perRow(scanMilliseconds, rows));
    const held = figures("MiB", ({ heldMiB }) => heldMiB);
    const peak = figures("MiB", ({ peakMiB }) => peakMiB);
    const scans = task === "verify" || task === "adopt";
    return [
      compare(
        { id: `8-${task}-time`, name: `${name}, time per row`, goal: { is: "at most", ratio: MAX_TIME } },
        time,
      ),
      ...(scans ? [show({ id: `8-${task}-scan`, name: `${name}, waits for scans per row` }, scan)] : []),
      compare(
        { id: `8-${task}-held`, name: `${name}, memory held`, goal: { is: "at most", ratio: MAX_MEMORY } },
        held,
      ),
      show({ id: `8-${task}-peak`, name: `${name}, size of the process` }, peak),
    ];
  });
}
