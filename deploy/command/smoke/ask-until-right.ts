import { setTimeout as pause } from "node:timers/promises";

/** One check of a deployment. Returns a description of the fault, or null. */
export type SmokeCheck<Place> = (place: Place) => Promise<string | null>;

/** How long a distribution may take to apply its configuration everywhere. */
export interface SmokePatience {
  maxMilliseconds: number;
  pauseMilliseconds: number;
}

/** The time that CloudFront takes to spread a change. */
export const PATIENCE: SmokePatience = { maxMilliseconds: 6 * 60_000, pauseMilliseconds: 5000 };

/** Runs the checks; repeats failed ones until they pass or time is up. Returns a description of each remaining fault. */
export async function askUntilRight<Place extends { origin: string }>(
  place: Place,
  { checks, patience }: { checks: readonly SmokeCheck<Place>[]; patience: SmokePatience },
): Promise<string[]> {
  const end = performance.now() + patience.maxMilliseconds;
  let open = checks;
  for (;;) {
    const asked = open.map((check) =>
      check(place).catch((error: unknown) => describeNoResponse(place, error)),
    );
    const faults = await Promise.all(asked);
    open = open.filter((_, at) => faults[at] !== null);
    if (open.length === 0) return [];
    if (performance.now() + patience.pauseMilliseconds > end) return faults.filter((fault) => fault !== null);
    await pause(patience.pauseMilliseconds);
  }
}

/** The fault for a missing response, with its cause. */
export function describeNoResponse({ origin }: { origin: string }, error: unknown): string {
  const why = error instanceof Error ? (error.cause ?? error) : error;
  return `${origin} does not respond: ${why instanceof Error ? why.message : String(why)}.`;
}
