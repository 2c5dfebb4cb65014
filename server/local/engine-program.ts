import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import manifest from "../../package.json" with { type: "json" };
import { StartError } from "./start-error.ts";

/** The release used by the tests. */
const PINNED = manifest.optionalDependencies["@dynoxide/linux-x64"];
const [MAJOR] = PINNED.split(".");
const PACKAGE = `dynoxide@${PINNED}`;

/** How long npx may take to fetch the engine, and when a message about it is shown. */
const FETCH_MILLISECONDS = 180_000;
const QUIET_MILLISECONDS = 2000;

/** How to start an engine: a program and the arguments before those of the engine. */
export interface EngineProgram {
  command: string;
  words: readonly string[];
  /** Whether it is looked up on the PATH, where Windows may have a script of that name. */
  isOnPath: boolean;
}

/**
 * Finds an engine: the bundled one, otherwise a `dynoxide` on the PATH, otherwise the pinned release through npx. On the PATH, a
 * newer release of the same major version is accepted, since package managers only offer the newest. An older one lacks features that
 * the tests rely on, and another major version may store data differently. Throws a `StartError` that lists every way to get one.
 */
export async function findEngineProgram(): Promise<EngineProgram> {
  const bundled = findBundled();
  if (bundled) return { command: bundled, words: [], isOnPath: false };
  const installed = { command: "dynoxide", words: [], isOnPath: true };
  const version = await versionOf(installed);
  if (isCompatible(version)) return installed;
  const fetched = { command: "npx", words: ["--yes", PACKAGE], isOnPath: true };
  if ((await announceIfSlow(versionOf(fetched))) === PINNED) return fetched;
  throw new StartError(explainInstallation(version));
}

function findBundled(): string | null {
  const { platform, arch } = process;
  try {
    const home = createRequire(import.meta.url).resolve(`@dynoxide/${platform}-${arch}/package.json`);
    return join(home, "..", platform === "win32" ? "dynoxide.exe" : "dynoxide");
  } catch {
    return null;
  }
}

async function versionOf(program: EngineProgram): Promise<string | null> {
  const { file, args, shell } = toCall(program, ["--version"]);
  const options = { shell, windowsHide: true, timeout: FETCH_MILLISECONDS };
  try {
    const { stdout } = await promisify(execFile)(file, args, options);
    return /^dynoxide (\d+\.\d+\.\d+)\s*$/m.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

function isCompatible(version: string | null): boolean {
  if (version === null || version.split(".")[0] !== MAJOR) return false;
  return version.localeCompare(PINNED, "en", { numeric: true }) >= 0;
}

async function announceIfSlow<Result>(fetching: Promise<Result>): Promise<Result> {
  const announce = () => console.error(`Fetching the DynamoDB engine with \`npx --yes ${PACKAGE}\` …`);
  const timer = setTimeout(announce, QUIET_MILLISECONDS);
  return fetching.finally(() => clearTimeout(timer));
}

function explainInstallation(onPath: string | null): string {
  const { platform, arch } = process;
  const found =
    onPath === null
      ? "there is no dynoxide on the PATH"
      : `the dynoxide on the PATH is ${onPath}, not ${PINNED} or a newer ${MAJOR}.x`;
  return (
    `No DynamoDB engine was found: none is bundled for ${platform}-${arch}, ${found}, and npx could not fetch ${PACKAGE}: ` +
    `install dynoxide ${PINNED}, connect this machine to an npm registry, or start DynamoDB Local and set ` +
    "AWS_ENDPOINT_URL_DYNAMODB to its address, e.g. http://127.0.0.1:8000."
  );
}

/** A call in the form that Node's `spawn` and `execFile` take. */
export interface Call {
  file: string;
  args: string[];
  shell: boolean;
}

/**
 * The call that starts an engine with these arguments. On Windows the PATH may contain a script (`npx.cmd`), which Node starts
 * only through a shell. A shell receives one unquoted line, so no argument may contain spaces or shell characters.
 */
export function toCall({ command, words, isOnPath }: EngineProgram, flags: readonly string[]): Call {
  const args = [...words, ...flags];
  const shell = isOnPath && process.platform === "win32";
  return shell ? { file: [command, ...args].join(" "), args: [], shell } : { file: command, args, shell };
}
