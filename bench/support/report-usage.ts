import { subscribe } from "node:diagnostics_channel";
import { writeSync } from "node:fs";
import type { ClientRequest } from "node:http";
import { heapInUse } from "../../test/support/heap.ts";
import type { Usage } from "./measured-command.ts";

// Loaded before a command: observes its requests, measures live memory between them, and reports at the end.

/** The file descriptor from which the parent reads the report. */
const REPORT = 3;

const lookEveryMilliseconds = Number(process.env.LOOK_EVERY_MILLISECONDS);

let firstRequestAt: number | null = null;
let scanMilliseconds = 0;
let heldBytes = 0;
let lookAgainAt = 0;
const scansStartedAt = new WeakMap<ClientRequest, number>();

subscribe("http.client.request.start", (message) => {
  const { request } = message as { request: ClientRequest };
  firstRequestAt ??= performance.now();
  if (String(request.getHeader("x-amz-target")).endsWith(".Scan"))
    scansStartedAt.set(request, performance.now());
  look();
});

subscribe("http.client.response.finish", (message) => {
  const startedAt = scansStartedAt.get((message as { request: ClientRequest }).request);
  if (startedAt !== undefined) scanMilliseconds += performance.now() - startedAt;
  look();
});

process.on("exit", () => {
  const endedAt = performance.now();
  const usage: Usage = {
    workMilliseconds: endedAt - (firstRequestAt ?? endedAt),
    scanMilliseconds,
    heldMiB: heldBytes / 2 ** 20,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  writeSync(REPORT, JSON.stringify(usage));
});

/** Runs a full collection, so it must not be used in runs that are timed precisely. */
function look(): void {
  if (performance.now() < lookAgainAt || Number.isNaN(lookEveryMilliseconds)) return;
  heldBytes = Math.max(heldBytes, heapInUse() + process.memoryUsage().external);
  lookAgainAt = performance.now() + lookEveryMilliseconds;
}
