import { API_CHECKS } from "./api-checks.ts";
import { askUntilRight, PATIENCE, type SmokePatience } from "./ask-until-right.ts";
import { PAGE_CHECKS } from "./page-checks.ts";

/** A deployment as it is found from outside. */
export interface SmokePlace {
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  /** The path below which the pages are; begins and ends with a slash. */
  path: string;
  /** Where health is told: another path on a distribution of somebody else's. */
  healthPath: string;
  /** The Function URL, which nobody but the distribution may ask. */
  apiUrl: string;
  /** The one file for pages of other servers; null where it is not to be asked for. */
  pinnedName: string | null;
  allowedOrigins: readonly string[];
  isJoined: boolean;
}

/**
 * Asks a deployment what everybody asks of it, without any credential. What fails is asked again until it is right or time
 * is up. Answers a sentence for each fault that stays; none when all is well.
 */
export function smokeTest(place: SmokePlace, patience: SmokePatience = PATIENCE): Promise<string[]> {
  return askUntilRight(place, { checks: [...API_CHECKS, ...PAGE_CHECKS], patience });
}
