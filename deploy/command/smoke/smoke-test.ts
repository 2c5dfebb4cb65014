import { API_CHECKS } from "./api-checks.ts";
import { askUntilRight, PATIENCE, type SmokePatience } from "./ask-until-right.ts";
import { PAGE_CHECKS } from "./page-checks.ts";
import type { SmokePlace } from "./smoke-place.ts";

/**
 * Checks a deployment with anonymous requests. Repeats failed checks until they pass or time is up. Returns a description of
 * each remaining fault.
 */
export function smokeTest(place: SmokePlace, patience: SmokePatience = PATIENCE): Promise<string[]> {
  return askUntilRight(place, { checks: [...API_CHECKS, ...PAGE_CHECKS], patience });
}
