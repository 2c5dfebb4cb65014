import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { startEngine } from "../../server/local/engine.ts";
import { findEngineProgram, toCall } from "../../server/local/engine-program.ts";
import type { Item } from "../../server/table/items.ts";
import type { LedgerTable } from "./ledger-table.ts";

const DATABASE = "dynamo.sqlite";

/**
 * Creates a folder in which an engine finds a table with these items, using the engine's import of DynamoDB exports, which is
 * several times as fast as writing them. The table is like the given one, without a stream.
 */
export async function importItems(folder: string, items: Iterable<Item>, like: LedgerTable): Promise<void> {
  const source = join(folder, "source");
  const data = join(source, like.tableName, "data");
  await mkdir(data, { recursive: true });
  const { Table } = await like.client.send(new DescribeTableCommand({ TableName: like.tableName }));
  const schema = join(folder, "schema.json");
  await writeFile(schema, JSON.stringify({ Table }));
  await pipeline(
    Readable.from(toLines(items)),
    createGzip({ level: 1 }),
    createWriteStream(join(data, "0.json.gz")),
  );
  const output = join(folder, DATABASE);
  const flags = ["import", "--source", source, "--schema", schema, "--output", output];
  const { file, args } = toCall(await findEngineProgram(), flags);
  await promisify(execFile)(file, args);
  await rm(source, { recursive: true });
}

const LINES_AT_ONCE = 500;

function* toLines(items: Iterable<Item>): Generator<string> {
  let lines: string[] = [];
  for (const item of items) {
    lines.push(`${JSON.stringify({ Item: item })}\n`);
    if (lines.length < LINES_AT_ONCE) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

/** Runs an engine on the folder while the work runs, which receives the address. */
export async function withEngine<Result>(
  folder: string,
  work: (endpoint: string) => Promise<Result>,
): Promise<Result> {
  const engine = await startEngine(folder);
  try {
    return await work(engine.endpoint);
  } finally {
    engine.stop();
  }
}

/** Works on a copy of a stopped engine's data, and deletes the copy. */
export async function withCopy<Result>(
  folder: string,
  work: (endpoint: string) => Promise<Result>,
): Promise<Result> {
  const copy = `${folder}-copy`;
  await mkdir(copy);
  try {
    await copyFile(join(folder, DATABASE), join(copy, DATABASE));
    return await withEngine(copy, work);
  } finally {
    await rm(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}
