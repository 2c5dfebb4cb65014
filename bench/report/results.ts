import { writeFile } from "node:fs/promises";
import type { Machine } from "../measure/machine.ts";
import type { Row } from "../measure/rows.ts";
import type { Table } from "../tables/table.ts";
import { toMarkdown } from "./markdown.ts";

/** A table with what was measured. */
export interface MeasuredTable {
  table: Table;
  rows: Row[];
}

/** Writes `results.json`, for programs, and `RESULTS.md`, for people. */
export async function writeResults(folder: URL, machine: Machine, tables: MeasuredTable[]): Promise<void> {
  const rows = tables.flatMap(({ rows }) => rows);
  await writeFile(new URL("results.json", folder), `${JSON.stringify(rows, shorten, 1)}\n`);
  await writeFile(new URL("RESULTS.md", folder), toMarkdown(machine, tables));
}

/** Nobody can measure the millionth part of a millisecond. */
const shorten = (_: string, value: unknown) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
