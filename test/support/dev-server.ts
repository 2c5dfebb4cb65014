import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, glob, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { freePort } from "../../server/local/free-port.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The parts of the project that `npm run dev` needs. */
const SOURCES = [
  "build",
  "client",
  "codegen.ts",
  "lit-localize.json",
  "package.json",
  "schema",
  "server",
  "tsconfig.json",
];

const STARTING_MILLISECONDS = 60_000;

/** `npm run dev` in a copy of the project whose sources a test may change. */
export interface DevServer {
  url: string;
  dataDir: string;
  /** Replaces the first match in each file of the folder. */
  edit(folder: string, change: { from: string | RegExp; to: string }): Promise<void>;
  /** Its output so far. */
  output(): string;
  /** Waits until the server is ready. */
  untilReady(): Promise<void>;
  /** Presses Ctrl-C, and waits until it has ended. */
  interrupt(): Promise<void>;
  /** Ends it if it still runs, and removes the copy. */
  remove(): Promise<void>;
}

/** Starts it with new data, and waits until it is ready. */
export async function startDevServer(): Promise<DevServer> {
  const folder = await mkdtemp(join(tmpdir(), "payments-dev-"));
  for (const source of SOURCES) await cp(join(ROOT, source), join(folder, source), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const dataDir = join(folder, "data");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["server/local/dev/dev.ts"], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const expectReady = async () => {
    const { status } = await fetch(`${url}/health`);
    if (status !== 200) throw new Error(`/health answers ${status}. Output:\n${output}`);
  };
  const untilReady = () => vi.waitFor(expectReady, { timeout: STARTING_MILLISECONDS, interval: 100 });
  const interrupt = async () => {
    if (child.exitCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGINT");
    await exit;
  };
  await untilReady();
  return {
    url,
    dataDir,
    untilReady,
    output: () => output,
    edit: (source, change) => edit(join(folder, source), change),
    interrupt,
    async remove() {
      await interrupt();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function edit(folder: string, { from, to }: { from: string | RegExp; to: string }): Promise<void> {
  let edited = 0;
  for await (const name of glob("**/*.{ts,graphql,html}", { cwd: folder })) {
    if (/generated|^(schema|released)\.graphql$/.test(name)) continue;
    const file = join(folder, name);
    const text = await readFile(file, "utf8");
    const changed = text.replace(from, to);
    if (changed === text) continue;
    await writeFile(file, changed);
    edited += 1;
  }
  if (edited === 0) throw new Error(`No file in ${folder} contains ${from}.`);
}
