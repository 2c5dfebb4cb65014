import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** A local server in a separate process, which can be restarted. */
export interface RestartingServer {
  /** Stops a running server and starts it again from the current sources. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Creates a server that is not started yet. `onFailure` is called if the server stops by itself. */
export function createRestartingServer({ onFailure }: { onFailure: () => void }): RestartingServer {
  let running: ChildProcess | null = null;
  const stop = async () => {
    const child = running;
    running = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return {
    stop,
    async restart() {
      await stop();
      const child = spawn(process.execPath, [MAIN, "--reload"], { stdio: "inherit" });
      child.once("exit", () => {
        if (running === child) onFailure();
      });
      running = child;
    },
  };
}
