import { cpus, totalmem } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** The machine of the measurements. */
export interface Machine {
  processors: string;
  memoryGiB: number;
  node: string;
  date: string;
}

/** Describes the current machine. */
export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    processors: `${cpus().length} × ${first?.model.trim() || "unknown"}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    date: new Date().toISOString().slice(0, "2026-06-14".length),
  };
}

const SAMPLE_MILLISECONDS = 1000;

/** How many processors other programs use, measured while the benchmark itself is idle. */
export async function measureForeignLoad(): Promise<number> {
  const before = busyMilliseconds();
  await pause(SAMPLE_MILLISECONDS);
  return (busyMilliseconds() - before) / SAMPLE_MILLISECONDS;
}

const busyMilliseconds = () =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
