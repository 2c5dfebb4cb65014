import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildClient } from "../../build/client.ts";
import { buildExplorer } from "../../build/explorer.ts";
import { readLocalConfig } from "../../server/config.ts";
import { startLocalServer } from "../../server/local/local-server.ts";
import type { RunningServer, ServerOptions } from "./local-server.ts";

/** A server that is ready. */
export type ServerInProcess = Pick<RunningServer, "url" | "password" | "dataDir" | "stop">;

let pages: Promise<string> | undefined;
let explorer: Promise<string> | undefined;

/**
 * Starts what `npm start` runs inside the test's own process, with fresh data, on a free port. Most of what a process of
 * its own costs is loading the same modules again; `startLocalServer` is for tests of starting, stopping and killing.
 */
export async function startServerInProcess({
  env = {},
}: Pick<ServerOptions, "env"> = {}): Promise<ServerInProcess> {
  pages ??= buildOnce(buildClient);
  const dataDir = await mkdtemp(join(tmpdir(), "payments-local-"));
  const config = readLocalConfig({ ...process.env, ...env, PORT: "0", DATA_DIR: dataDir });
  const server = await startLocalServer(config, {
    built: {
      pages: await pages,
      findExplorer: () => {
        explorer ??= buildOnce(buildExplorer);
        return explorer;
      },
    },
  });
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

/** Builds into a folder that the worker process removes when it ends. */
async function buildOnce(build: (options: { outdir: string }) => Promise<void>): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), "payments-built-"));
  process.once("exit", () => rmSync(outdir, { recursive: true, force: true }));
  await build({ outdir });
  return outdir;
}
