import { API_CHECKS } from "./api-checks.ts";
import { askUntilRight, PATIENCE, type SmokePatience } from "./ask-until-right.ts";
import { PAGE_CHECKS } from "./page-checks.ts";
import type { SmokePlace } from "./smoke-place.ts";

/**
 * Asks a deployment what everybody asks of it, without any credential. What fails is asked again until it is right or time
 * is up. Answers a sentence for each fault that stays; none when all is well.
 */
export function smokeTest(place: SmokePlace, patience: SmokePatience = PATIENCE): Promise<string[]> {
  return askUntilRight(place, { checks: [...API_CHECKS, ...PAGE_CHECKS], patience });
}
