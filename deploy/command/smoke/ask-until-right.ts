import { setTimeout as pause } from "node:timers/promises";

/** Asks one thing of a deployment. Answers a sentence about what is wrong, or null. */
export type SmokeCheck<Place> = (place: Place) => Promise<string | null>;

/** How long a distribution may take until all of it is as it was told. */
export interface SmokePatience {
  mostMilliseconds: number;
  pauseMilliseconds: number;
}

/** What CloudFront takes to spread a change. */
export const PATIENCE: SmokePatience = { mostMilliseconds: 6 * 60_000, pauseMilliseconds: 5000 };

/** Asks each thing; what fails is asked again until it is right or time is up. Answers a sentence for each fault that stays. */
export async function askUntilRight<Place extends { origin: string }>(
  place: Place,
  { checks, patience }: { checks: readonly SmokeCheck<Place>[]; patience: SmokePatience },
): Promise<string[]> {
  const end = performance.now() + patience.mostMilliseconds;
  let open = checks;
  for (;;) {
    const asked = open.map((check) => check(place).catch((error: unknown) => tellSilence(place, error)));
    const faults = await Promise.all(asked);
    open = open.filter((_, at) => faults[at] !== null);
    if (open.length === 0) return [];
    if (performance.now() + patience.pauseMilliseconds > end) return faults.filter((fault) => fault !== null);
    await pause(patience.pauseMilliseconds);
  }
}

/** Says that nothing answered, and why. */
export function tellSilence({ origin }: { origin: string }, error: unknown): string {
  const why = error instanceof Error ? (error.cause ?? error) : error;
  return `${origin} gives no answer: ${why instanceof Error ? why.message : String(why)}.`;
}
