import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What a command took. */
export interface Usage {
  /** From its first request to its end: that a process starts is no work. */
  workMilliseconds: number;
  /** The part of that in which it waited for scans, which come one after the other. */
  scanMilliseconds: number;
  /** The most that was held when everything that nobody holds was gone: objects, and buffers beside them. Zero when nobody looked. */
  heldMiB: number;
  /** The most memory that the process had, what was not collected yet included. */
  peakMiB: number;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REPORTER = new URL("./report-usage.ts", import.meta.url).href;

/** A command, and how it is watched. */
export interface MeasuredCommand {
  /** E.g. `verify-ledger`. */
  name: string;
  flags: string[];
  /** A part of what it says at its end. */
  says: string;
  /** Least time between two looks at what is held, each of which takes a full collection; null for no look. */
  lookEveryMilliseconds: number | null;
}

/** Runs an operator's command as `npm run` does. Throws when it fails, or does not say what it should. */
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
  const said = (out + complaints).trim();
  if (code !== 0 || !said.includes(says))
    throw new Error(`${name} ended with code ${code} and said: ${said.slice(-500)}`);
  return JSON.parse(report) as Usage;
}
