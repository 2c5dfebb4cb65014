/**
 * The paths that are ours, as a distribution's path patterns: `*` stands for any characters. Nothing else under `/api/` is
 * ours: the dispatch tool's own API lives there.
 */
export const PUBLIC_PATHS = [
  "/graphql",
  "/schema.graphql",
  "/export.csv",
  "/health",
  "/api/g/*/payment",
  "/api/g/*/payments",
] as const;

/** Where health is told on a distribution that is somebody else's, whose own `/health` stays as it is. */
export const JOINED_HEALTH_PATH = "/payments-health";
