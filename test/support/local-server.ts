import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../server/local/free-port.ts";
import { endTree } from "../../server/local/process-tree.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY_MILLISECONDS = 30_000;
const STARTING = 503;

/** The local server in its own process, as `npm start` runs it. */
export interface RunningServer {
  url: string;
  password: string;
  dataDir: string;
  pid: number;
  /** Stops it as a person does, and removes its data. */
  stop(): Promise<void>;
  /** Kills it, but not its engine. The data stays for the next start. */
  kill(): Promise<void>;
}

/** Settings of the server; each has a default. */
export interface ServerOptions {
  dataDir?: string;
  env?: Record<string, string>;
  /** How long it may take to become ready. */
  readyMilliseconds?: number;
}

/** Starts a server on a free port, with new data unless a folder is given, and waits until it is ready. */
export async function startLocalServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "payments-local-")));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawnServer({ ...options.env, PORT: String(port), DATA_DIR: dataDir });
  const output = collectOutput(child);
  await untilReady(child, {
    url,
    output,
    readyMilliseconds: options.readyMilliseconds ?? READY_MILLISECONDS,
  });
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return {
    url,
    password: /Password\s+(\S+)/.exec(output())?.[1] ?? "",
    dataDir,
    pid: child.pid ?? 0,
    kill: () => ended("SIGKILL"),
    async stop() {
      await ended("SIGTERM");
      await endEngine(dataDir);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs a local server that cannot start, until it exits. */
export async function runLocalServer(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawnServer(env);
  const output = collectOutput(child);
  const timer = setTimeout(() => child.kill("SIGKILL"), READY_MILLISECONDS);
  const [code] = (await once(child, "exit")) as [number | null];
  clearTimeout(timer);
  return { code, output: output() };
}

function spawnServer(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["server/local/main.ts"], { cwd: ROOT, env: { ...process.env, ...env } });
}

function collectOutput(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  return () => output;
}

async function untilReady(
  child: ChildProcess,
  { url, output, readyMilliseconds }: { url: string; output: () => string; readyMilliseconds: number },
): Promise<void> {
  const endsAt = performance.now() + readyMilliseconds;
  while (performance.now() < endsAt && child.exitCode === null) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    // A server that requires an origin secret answers 403.
    if (answer && answer.status !== STARTING && output().includes(url)) return;
    await pause(50);
  }
  child.kill("SIGKILL");
  throw new Error(`The local server did not become ready. Output:\n${output()}`);
}

/** Stops an engine whose server was killed, by its recorded process id. */
async function endEngine(dataDir: string): Promise<void> {
  const note = await readFile(join(dataDir, "engine.json"), "utf8").catch(() => null);
  if (note === null) return;
  endTree(JSON.parse(note).pid);
}
