import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** A local server in a process of its own, which can be started again. */
export interface RestartingServer {
  /** Ends the server that runs, if one does, and starts it from what the sources hold now. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes one that is not started yet. `onFailure` is called when a server ends that nobody ended. */
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
