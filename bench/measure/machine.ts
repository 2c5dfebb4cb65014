import { cpus, totalmem } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** What the figures were taken on. */
export interface Machine {
  processors: string;
  memoryGiB: number;
  node: string;
  date: string;
}

/** Describes the machine that this runs on. */
export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    processors: `${cpus().length} × ${first?.model.trim() || "unknown"}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    date: new Date().toISOString().slice(0, "2026-06-14".length),
  };
}

const LOOKED_MILLISECONDS = 1000;

/** How many processors others keep busy, looked at while the benchmark itself does nothing. */
export async function measureForeignLoad(): Promise<number> {
  const before = busyMilliseconds();
  await pause(LOOKED_MILLISECONDS);
  return (busyMilliseconds() - before) / LOOKED_MILLISECONDS;
}

const busyMilliseconds = () =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
