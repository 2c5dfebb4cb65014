import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, type Figure, oncePerRound, type Row, show, type Unit } from "../measure/rows.ts";
import { type Rounds, roundsOf, takeTurns } from "../measure/take-turns.ts";
import { endingAll } from "../support/ending-all.ts";
import { importItems, withCopy, withEngine } from "../support/engine-files.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { oldRows, ourRows, type RowCount } from "../support/many-rows.ts";
import { runMeasured, type Usage } from "../support/measured-command.ts";
import type { Table } from "./table.ts";

const ROUNDS = 3;
const FEW = 1000;
const MANY = 100_000;

const MOST_TIME = 1.1;
const MOST_MEMORY = 1.25;

/** Of a long run, the looks at what is held take the thirtieth part; in a short one there have to be some. */
const LOOK_EVERY_MILLISECONDS = { few: 50, many: 2000 };

/** What is done with the rows, in this order; the last two with one event that has them all. */
const TASKS = {
  verify: { name: "verify-ledger", title: "verify" },
  export: { name: "export", title: "export" },
  adopt: { name: "adopt", title: "adopt, one event" },
  verifyOne: { name: "verify-ledger", title: "verify, one event" },
} as const;

type Task = keyof typeof TASKS;
const TASK_NAMES = Object.keys(TASKS) as Task[];
type Usages = Record<Task, Usage>;

/** Where a size's rows are kept: in ledgers of 1,000 each, and as rows of an older handler in one event. */
interface Size {
  rows: number;
  ledgers: string;
  old: string;
}

/** Whether what operators run takes more for a row when there are many of them. */
export const manyRows: Table = {
  number: 8,
  title: "Many rows",
  about:
    "The operators' commands themselves, each in a process of its own, on the embedded engine without a stream: 100,000 rows against " +
    "1,000. `verify` (`--all`) and `export` go through ledgers of 1,000 rows, every twentieth of them a void's; then 100,000 rows of " +
    "an older handler in one single event, where what grows with the square of a ledger would show, are adopted, and that event " +
    "is verified (`--event`). Adoption begins anew in every round, on a copy of the engine's file. Time is from a command's first " +
    "request to its end, so that a process's start is no part of it, and without the waits for `Scan`, by which `verify --all` and " +
    "`adopt` find the events: the embedded engine sorts the whole rest of a table for every page of a scan, which DynamoDB does " +
    "not. Those waits stand in rows of their own. A run has one time per row, so a figure is the median of the rounds, and " +
    "there is no p99. Memory is the most that a command held, objects and buffers, looked at between requests after a full " +
    "collection (of 1,000 rows in a second run, lest the looks change the time of so short a one): a process that is let have much memory takes much before it collects, so its size, shown " +
    "beside it, tells more about the collector than about us. It is flat up to 1.25: a run over 1,000 rows ends within its second page. " +
    "What warms up is the 1,000 rows alone: every round starts new processes anyway.",
  measure: (tell) =>
    endingAll(async (toEnd) => {
      const folder = await mkdtemp(join(tmpdir(), "payments-bench-rows-"));
      toEnd({ stop: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) });
      const table = toEnd(await startLedgerTable());
      const sizes: Size[] = [];
      for (const rows of [FEW, MANY]) {
        tell(`loading ${nameOf(rows)}`);
        const size = { rows, ledgers: join(folder, `ledgers-${rows}`), old: join(folder, `old-${rows}`) };
        await importItems(size.ledgers, ourRows(spread(rows)), table);
        await importItems(size.old, oldRows({ events: 1, rowsPerEvent: rows }), table);
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
            return runTasks(wanted, { env: table.env, folder, tell });
          },
        };
      });
      return toRows(await takeTurns(variants, { rounds: ROUNDS, tell }));
    }),
};

const nameOf = (rows: number) => `${rows.toLocaleString("en")} rows`;

const spread = (rows: number): RowCount => ({ events: rows / FEW, rowsPerEvent: FEW });

interface RunContext {
  env: Record<string, string>;
  folder: string;
  tell: (progress: string) => void;
}

/** Few rows are gone through once for the time and once more for the memory: so short a run has no room for looks. */
async function runTasks(size: Size, context: RunContext): Promise<Usages> {
  if (size.rows === MANY) return runOnce(size, context, LOOK_EVERY_MILLISECONDS.many);
  const timed = await runOnce(size, context, null);
  const looked = await runOnce(size, context, LOOK_EVERY_MILLISECONDS.few);
  const both = TASK_NAMES.map((task) => [task, { ...timed[task], heldMiB: looked[task].heldMiB }]);
  return Object.fromEntries(both) as Usages;
}

/** Each command once. What it says shows that it has seen all rows, and found nothing. */
async function runOnce(
  { rows, ledgers, old }: Size,
  { env, folder, tell }: RunContext,
  lookEveryMilliseconds: number | null,
): Promise<Usages> {
  const run = async (task: Task, command: { flags: string[]; says: string }, endpoint: string) => {
    const { name } = TASKS[task];
    const usage = await runMeasured(
      { name, ...command, lookEveryMilliseconds },
      { ...env, AWS_ENDPOINT_URL_DYNAMODB: endpoint },
    );
    const took = `${Math.round(usage.workMilliseconds)} ms, ${Math.round(usage.heldMiB)} MiB held`;
    tell(`${TASKS[task].title}, ${nameOf(rows)}: ${took}`);
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
  const onOldRows = await withCopy(old, async (endpoint) => ({
    adopt: await run("adopt", adopted, endpoint),
    verifyOne: await run("verifyOne", { flags: ["--event", "charter-0000"], says: sound }, endpoint),
  }));
  return { ...onLedgers, ...onOldRows };
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
        { id: `8-${task}-time`, name: `${name}, time per row`, goal: { is: "at most", ratio: MOST_TIME } },
        time,
      ),
      ...(scans ? [show({ id: `8-${task}-scan`, name: `${name}, waits for scans per row` }, scan)] : []),
      compare(
        { id: `8-${task}-held`, name: `${name}, memory held`, goal: { is: "at most", ratio: MOST_MEMORY } },
        held,
      ),
      show({ id: `8-${task}-peak`, name: `${name}, size of the process` }, peak),
    ];
  });
}
