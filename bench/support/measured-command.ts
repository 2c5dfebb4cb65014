import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The resources that a command used. */
export interface Usage {
  /** From its first request to its end, without the start of the process. */
  workMilliseconds: number;
  /** The part of it spent waiting for scans, which run one after the other. */
  scanMilliseconds: number;
  /** The maximum of live memory after garbage collections: objects and buffers. Zero if it was not measured. */
  heldMiB: number;
  /** The peak memory of the process, including garbage. */
  peakMiB: number;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REPORTER = new URL("./report-usage.ts", import.meta.url).href;

/** A command, and how it is measured. */
export interface MeasuredCommand {
  /** E.g. `verify-ledger`. */
  name: string;
  flags: string[];
  /** A part of its final output. */
  says: string;
  /** The minimum time between two measurements of live memory, each of which needs a full collection; null for none. */
  lookEveryMilliseconds: number | null;
}

/** Runs an operator command as `npm run` does. Throws if it fails or does not print the expected text. */
export async function runMeasured(
  { name, flags, says, lookEveryMilliseconds }: MeasuredCommand,
  env: Record<string, string>,
): Promise<Usage> {
  const looks =
    lookEveryMilliseconds === null ? {} : { LOOK_EVERY_MILLISECONDS: String(lookEveryMilliseconds) };
  const child = spawn(process.execPath, ["--import", REPORTER, `server/cli/${name}.ts`, ...flags], {
    cwd: ROOT,
    env: { ...process.env, ...env, ...looks },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [out, complaints, report, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
    once(child, "close"),
  ]);
  const printed = (out + complaints).trim();
  if (code !== 0 || !printed.includes(says))
    throw new Error(`${name} exited with code ${code} and printed: ${printed.slice(-500)}`);
  return JSON.parse(report) as Usage;
}
