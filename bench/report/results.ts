import { writeFile } from "node:fs/promises";
import type { Machine } from "../measure/machine.ts";
import { type MeasuredTable, toMarkdown } from "./markdown.ts";

/** Writes `results.json` for programs, and `RESULTS.md` for people. */
export async function writeResults(folder: URL, machine: Machine, tables: MeasuredTable[]): Promise<void> {
  const rows = tables.flatMap(({ rows }) => rows);
  await writeFile(new URL("results.json", folder), `${JSON.stringify(rows, shorten, 1)}\n`);
  await writeFile(new URL("RESULTS.md", folder), toMarkdown(machine, tables));
}

/** A millionth of a millisecond is not measurable. */
const shorten = (_: string, value: unknown) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
