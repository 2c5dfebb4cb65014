import { spawnSync } from "node:child_process";

/** Whether a process is running, started by us or not. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Ends a process that was started `detached`, with all its children: npx waits for an engine. Windows has no process groups;
 * there `taskkill` finds the children by their parents. Does nothing if the process has already ended.
 */
export function endTree(pid: number): void {
  if (!isAlive(pid)) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
  else process.kill(-pid, "SIGTERM");
}
