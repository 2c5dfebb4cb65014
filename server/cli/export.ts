import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeCsv } from "../export/write-csv.ts";
import { FILTER_NAMES, type FilterInput, readFilter } from "../ledger/read/entry-filter.ts";
import { countOf } from "../values/plural.ts";
import { runCommand, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

/** The flag of a filter field: `--received-from` for `receivedFrom`. */
const flagOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const FLAGS = Object.fromEntries(FILTER_NAMES.map((name) => [flagOf(name), { type: "string" as const }]));

await runCommand({ ...FLAGS, out: { type: "string" } }, async (context, flags) => {
  const input = Object.fromEntries(FILTER_NAMES.map((name) => [name, flags[flagOf(name)]])) as FilterInput;
  const read = readFilter(input, context.timeZone);
  if ("fault" in read) throw new UsageError(read.fault);
  const { filter } = read;
  const progress = createProgress(context.clock);
  let rows = 0;
  async function* texts() {
    for await (const piece of writeCsv(context, { filter, now: context.clock.now() })) {
      rows += piece.rows;
      progress.show(countOf(rows, "row"));
      yield piece.text;
    }
  }
  const to = flags.out ? createWriteStream(String(flags.out)) : process.stdout;
  await pipeline(Readable.from(texts()), to);
  progress.clear();
  console.error(`${countOf(rows, "row")} exported.`);
  return 0;
});
