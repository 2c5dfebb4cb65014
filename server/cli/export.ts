import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BYTE_ORDER_MARK, toCsv } from "../export/csv.ts";
import { HEADER, toRow } from "../export/payment-columns.ts";
import { type EntryFilter, FILTER_NAMES, type FilterInput, readFilter } from "../ledger/entry-filter.ts";
import { walkEntries } from "../ledger/list-entries.ts";
import { planWalk } from "../ledger/walk-index.ts";
import { type CommandContext, runCommand, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

/** `receivedFrom` is given as `--received-from`. */
const flagOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const FLAGS = Object.fromEntries(FILTER_NAMES.map((name) => [flagOf(name), { type: "string" as const }]));

await runCommand({ ...FLAGS, out: { type: "string" } }, async (context, flags) => {
  const input = Object.fromEntries(FILTER_NAMES.map((name) => [name, flags[flagOf(name)]])) as FilterInput;
  const read = readFilter(input, context.timeZone);
  if ("fault" in read) throw new UsageError(read.fault);
  const progress = createProgress(context.clock);
  let rows = 0;
  const csv = csvOf(context, {
    filter: read.filter,
    onRows: (count) => {
      rows += count;
      progress.show(`${rows} rows`);
    },
  });
  const to = flags.out ? createWriteStream(String(flags.out)) : process.stdout;
  await pipeline(Readable.from(csv), to);
  progress.clear();
  console.error(`${rows} rows exported.`);
  return 0;
});

/** The whole table, some rows at a time, so that any number of them takes no more memory. */
async function* csvOf(
  context: CommandContext,
  { filter, onRows }: { filter: EntryFilter; onRows: (count: number) => void },
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([HEADER]);
  const walk = planWalk(filter, { direction: "oldestFirst", now: context.clock.now() });
  for await (const lines of walkEntries(context, { filter, walk })) {
    yield toCsv(lines.map(toRow));
    onRows(lines.length);
  }
}
