import { spawnSync } from "node:child_process";

/** Whether a process runs, ours or another's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Ends a process that was started `detached`, and all that it started: npx waits for an engine of its own. On Windows, which has no
 * groups of processes, `taskkill` finds them by their parents. Does nothing when it has ended.
 */
export function endTree(pid: number): void {
  if (!isAlive(pid)) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
  else process.kill(-pid, "SIGTERM");
}
