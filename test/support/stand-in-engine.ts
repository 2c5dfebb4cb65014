import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The installed engine, which the stand-ins run. */
const ENGINE = join(
  dirname(createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json")),
  "dynoxide",
);

/** Hides the engine's packages from Node, as on a platform for which they do not exist. */
const WITHOUT_BUNDLED = `import { Module } from "node:module";
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (name, ...rest) {
    if (name.startsWith("@dynoxide/")) throw new Error("not installed");
    return resolve.call(this, name, ...rest);
  };`;

/** The programs on a machine's PATH. */
export interface StandIns {
  /** The version that the `dynoxide` on the PATH prints; omit it for none. */
  dynoxide?: string;
  /** Whether there is an `npx`, which can download the engine. */
  npx?: boolean;
  /** Whether Node finds the bundled engine. */
  bundled?: boolean;
}

/** A machine on which only some engines can be found. */
export interface StandInMachine {
  env: Record<string, string>;
  /** The started programs with their arguments, in order. */
  calls(): Promise<string[]>;
  remove(): Promise<void>;
}

/** Puts programs into a folder that is the whole PATH. Each records its calls. */
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
  // Like the real one, it waits for the engine that it started.
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
