import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The engine that is installed here, which the stand-ins run in the end. */
const ENGINE = join(
  dirname(createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json")),
  "dynoxide",
);

/** Makes Node find none of the engine's own packages, as on a machine that they do not exist for. */
const WITHOUT_BUNDLED = `import { Module } from "node:module";
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (name, ...rest) {
    if (name.startsWith("@dynoxide/")) throw new Error("not installed");
    return resolve.call(this, name, ...rest);
  };`;

/** What a machine has on its path, beside no bundled engine. */
export interface StandIns {
  /** The version that a `dynoxide` on the path says it has; there is none unless this is given. */
  dynoxide?: string;
  /** Whether there is an `npx`, which can fetch the engine. */
  npx?: boolean;
  /** Whether Node finds the bundled engine, too. */
  bundled?: boolean;
}

/** A machine on which an engine can be found in some ways, and not in others. */
export interface StandInMachine {
  env: Record<string, string>;
  /** What was started, in order: the program and its arguments. */
  calls(): Promise<string[]>;
  remove(): Promise<void>;
}

/** Puts programs into a folder that is the whole path. Each notes how it was called. */
export async function createStandIns({ dynoxide, npx, bundled }: StandIns): Promise<StandInMachine> {
  const folder = await mkdtemp(join(tmpdir(), "payments-path-"));
  const log = join(folder, "calls");
  const put = async (name: string, lines: string[]) => {
    const note = `echo "${name} $*" >> '${log}'`;
    await writeFile(join(folder, name), ["#!/bin/sh", note, ...lines, ""].join("\n"));
    await chmod(join(folder, name), 0o755);
  };
  if (dynoxide) {
    const version = `if [ "$1" = --version ]; then echo "dynoxide ${dynoxide}"; exit; fi`;
    await put("dynoxide", [version, `exec '${ENGINE}' "$@"`]);
  }
  // As the real one, it stays and waits for the engine that it started.
  if (npx) await put("npx", ["shift 2", `'${ENGINE}' "$@"`, "exit $?"]);
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(WITHOUT_BUNDLED)}`;
  return {
    env: { PATH: folder, ...(bundled ? {} : { NODE_OPTIONS }) },
    async calls() {
      const noted = await readFile(log, "utf8").catch(() => "");
      return noted.split("\n").filter((line) => line !== "");
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
