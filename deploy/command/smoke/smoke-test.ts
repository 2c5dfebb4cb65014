import { setTimeout as pause } from "node:timers/promises";
import { API_CHECKS } from "./api-checks.ts";
import { PAGE_CHECKS } from "./page-checks.ts";
import type { SmokeCheck, SmokePlace } from "./smoke-check.ts";

/** How long a distribution may take until all of it is as it was told. */
export interface SmokePatience {
  mostMilliseconds: number;
  pauseMilliseconds: number;
}

const PATIENCE: SmokePatience = { mostMilliseconds: 6 * 60_000, pauseMilliseconds: 5000 };

/**
 * Asks a deployment what everybody asks of it, without any credential. What fails is asked again until it is right or time
 * is up. Answers a sentence for each fault that stays; none when all is well.
 */
export async function smokeTest(place: SmokePlace, patience: SmokePatience = PATIENCE): Promise<string[]> {
  const end = performance.now() + patience.mostMilliseconds;
  let open: readonly SmokeCheck[] = [...API_CHECKS, ...PAGE_CHECKS];
  for (;;) {
    const faults = await Promise.all(open.map((check) => run(check, place)));
    open = open.filter((_, at) => faults[at] !== null);
    if (open.length === 0) return [];
    if (performance.now() + patience.pauseMilliseconds > end) return faults.filter((fault) => fault !== null);
    await pause(patience.pauseMilliseconds);
  }
}

async function run(check: SmokeCheck, place: SmokePlace): Promise<string | null> {
  try {
    return await check(place);
  } catch (error) {
    const why = error instanceof Error ? (error.cause ?? error) : error;
    return `${place.origin} gives no answer: ${why instanceof Error ? why.message : String(why)}.`;
  }
}
