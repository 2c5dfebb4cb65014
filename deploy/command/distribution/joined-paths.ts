import { JOINED_HEALTH_PATH, PUBLIC_PATHS } from "../../../server/rest/public-paths.ts";

/** Our paths on a distribution that someone else owns: its own `/health` stays. */
export const JOINED_PATHS: readonly string[] = PUBLIC_PATHS.map((path) =>
  path === "/health" ? JOINED_HEALTH_PATH : path,
);
