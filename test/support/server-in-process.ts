import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLocalConfig } from "../../server/config.ts";
import { type BuiltFiles, buildFiles } from "../../server/local/built-files.ts";
import { startLocalServer } from "../../server/local/local-server.ts";
import type { RunningServer, ServerOptions } from "./local-server.ts";

/** A server that is ready. */
export type ServerInProcess = Pick<RunningServer, "url" | "password" | "dataDir" | "stop">;

let built: Promise<BuiltFiles> | undefined;

/**
 * Starts the server of `npm start` in the test's own process, with new data, on a free port. Most of the cost of a separate
 * process is loading the same modules again; `startLocalServer` is for tests of starting, stopping and killing.
 */
export async function startServerInProcess({
  env = {},
}: Pick<ServerOptions, "env"> = {}): Promise<ServerInProcess> {
  built ??= buildOnce();
  const dataDir = await mkdtemp(join(tmpdir(), "payments-local-"));
  const config = readLocalConfig({ ...process.env, ...env, PORT: "0", DATA_DIR: dataDir });
  const server = await startLocalServer(config, { built: await built });
  return {
    url: server.url,
    password: server.demoPassword ?? "",
    dataDir,
    async stop() {
      server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Builds into a folder that the worker process removes when it ends; the explorer on first use. */
async function buildOnce(): Promise<BuiltFiles> {
  const folder = await mkdtemp(join(tmpdir(), "payments-built-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const files = await buildFiles(folder);
  let explorer: Promise<string> | undefined;
  return {
    ...files,
    findExplorer() {
      explorer ??= files.findExplorer();
      return explorer;
    },
  };
}
