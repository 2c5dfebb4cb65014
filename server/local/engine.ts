import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findEngineProgram, toCall } from "./engine-program.ts";
import { freePort } from "./free-port.ts";
import { endTree, isAlive } from "./process-tree.ts";
import { StartError } from "./start-error.ts";

/** A running embedded DynamoDB. */
export interface Engine {
  endpoint: string;
  /** Releases the engine, and stops it if no other process uses it. */
  stop(): void;
}

interface EngineNote {
  port: number;
  /** The started process: the engine, or npx, which waits for it. Ending its process group ends both. */
  pid: number;
  /** Servers and operator commands that use the engine; the last one to release it stops it. */
  users: number[];
}

/** Thirty seconds, because npx may be slow. An engine that cannot start exits much earlier. */
const READY_TRIES = 1200;
const READY_PAUSE_MILLISECONDS = 25;

const notePath = (dataDir: string) => join(dataDir, "engine.json");

/** Relative, because an engine runs in its data folder: a path with spaces would have to go through a shell on Windows. */
const DATABASE = "dynamo.sqlite";

/** Whether this folder contains data of an engine. */
export const hasData = (dataDir: string): boolean => existsSync(join(dataDir, DATABASE));

/** How an engine is started. */
export interface EngineOptions {
  /** Whether it keeps its data in memory only, until it ends. By default, the folder keeps the data. */
  isInMemory?: boolean;
}

/**
 * Finds the engine that already serves this folder, or starts one. It survives a killed server, so that no write is lost,
 * and the next server uses it. Throws a `StartError` if the folder or the engine cannot be used.
 */
export async function startEngine(dataDir: string, options: EngineOptions = {}): Promise<Engine> {
  const { port, pid } = (await findRunning(dataDir)) ?? (await spawnEngine(dataDir, options));
  writeNote(dataDir, { port, pid, users: [...otherUsers(dataDir), process.pid] });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop() {
      const users = otherUsers(dataDir);
      if (users.length > 0) writeNote(dataDir, { port, pid, users });
      else endTree(pid);
    },
  };
}

function writeNote(dataDir: string, note: EngineNote): void {
  writeFileSync(notePath(dataDir), JSON.stringify(note));
}

/** The other processes that use the engine, without those that were killed. */
function otherUsers(dataDir: string): number[] {
  const users = readNote(dataDir)?.users ?? [];
  return users.filter((user) => user !== process.pid && isAlive(user));
}

function readNote(dataDir: string): EngineNote | null {
  try {
    return JSON.parse(readFileSync(notePath(dataDir), "utf8")) as EngineNote;
  } catch {
    return null;
  }
}

async function findRunning(dataDir: string): Promise<EngineNote | null> {
  const note = readNote(dataDir);
  return note && isAlive(note.pid) && (await answers(note.port)) ? note : null;
}

/** Whether the engine answers on this port, and not another program that has taken it. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) });
    return response.ok && response.headers.has("x-dynoxide-version");
  } catch {
    return false;
  }
}

async function spawnEngine(
  dataDir: string,
  { isInMemory = false }: EngineOptions,
): Promise<Pick<EngineNote, "port" | "pid">> {
  const program = await findEngineProgram();
  const port = await freePort();
  const kept = isInMemory ? [] : ["--db-path", DATABASE];
  const { file, args, shell } = toCall(program, ["--port", String(port), ...kept]);
  const child = spawn(file, args, {
    shell,
    cwd: dataDir,
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderrTail = "";
  child.stderr?.on("data", (chunk) => {
    stderrTail = (stderrTail + chunk).slice(-500);
  });
  await untilReady(child, port, () => stderrTail, dataDir);
  child.stderr?.destroy();
  child.unref();
  return { port, pid: child.pid ?? 0 };
}

async function untilReady(
  child: ChildProcess,
  port: number,
  readStderr: () => string,
  dataDir: string,
): Promise<void> {
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code) => {
    failure = `it exited with code ${code}: ${readStderr().trim().split("\n").at(-1) ?? ""}`;
  });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (failure !== null) break;
    if (await answers(port)) return;
    await pause(READY_PAUSE_MILLISECONDS);
  }
  if (child.pid !== undefined) endTree(child.pid);
  const reason = failure ?? "it did not answer in time";
  throw new StartError(`The embedded DynamoDB engine cannot use the data folder "${dataDir}": ${reason}.`);
}
