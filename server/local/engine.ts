import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "./start-error.ts";

/** A running embedded DynamoDB. */
export interface Engine {
  endpoint: string;
  /** Ends the engine if this process answers for it. */
  stop(): void;
}

interface EngineNote {
  port: number;
  pid: number;
  /** The server that ends the engine when it ends itself. */
  serverPid: number;
}

const READY_TRIES = 200;
const READY_PAUSE_MILLISECONDS = 25;

const notePath = (dataDir: string) => join(dataDir, "engine.json");

/**
 * Finds the engine that already serves this folder, or starts one. It outlives a server that is killed, so that no
 * write is lost; the next server takes it over. Throws a `StartError` when the folder or the engine cannot be used.
 */
export async function startEngine(dataDir: string): Promise<Engine> {
  const note = (await findRunning(dataDir)) ?? (await spawnEngine(dataDir));
  const isMine = note.serverPid === process.pid || !isAlive(note.serverPid);
  if (isMine) await writeFile(notePath(dataDir), JSON.stringify({ ...note, serverPid: process.pid }));
  return {
    endpoint: `http://127.0.0.1:${note.port}`,
    stop() {
      if (isMine && isAlive(note.pid)) process.kill(note.pid, "SIGTERM");
    },
  };
}

async function findRunning(dataDir: string): Promise<EngineNote | null> {
  try {
    const note = JSON.parse(await readFile(notePath(dataDir), "utf8")) as EngineNote;
    return isAlive(note.pid) && (await answers(note.port)) ? note : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether the engine, and nothing else that took its port meanwhile, answers there. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) });
    return response.ok && response.headers.has("x-dynoxide-version");
  } catch {
    return false;
  }
}

async function spawnEngine(dataDir: string): Promise<EngineNote> {
  const port = await freePort();
  const arguments_ = ["--port", String(port), "--db-path", join(dataDir, "dynamo.sqlite")];
  const child = spawn(findBinary(), arguments_, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = (said + chunk).slice(-500);
  });
  await untilReady(child, port, () => said, dataDir);
  child.stderr?.destroy();
  child.unref();
  return { port, pid: child.pid ?? 0, serverPid: process.pid };
}

async function untilReady(
  child: ChildProcess,
  port: number,
  said: () => string,
  dataDir: string,
): Promise<void> {
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code) => {
    failure = `it ended with code ${code}: ${said().trim().split("\n").at(-1) ?? ""}`;
  });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (failure !== null) break;
    if (await answers(port)) return;
    await pause(READY_PAUSE_MILLISECONDS);
  }
  child.kill();
  const reason = failure ?? "it did not answer in time";
  throw new StartError(`The embedded DynamoDB engine cannot use the data folder "${dataDir}": ${reason}.`);
}

/** Throws a `StartError` where no binary is installed. */
function findBinary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return join(manifest, "..", "dynoxide");
  } catch {
    throw new StartError(
      `There is no embedded DynamoDB engine for ${process.platform}-${process.arch}: start DynamoDB Local and set ` +
        "AWS_ENDPOINT_URL_DYNAMODB to its address, e.g. http://127.0.0.1:8000.",
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
