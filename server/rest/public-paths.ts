/**
 * Our paths, as path patterns of a distribution: `*` matches any characters. All other paths under `/api/` belong to the
 * dispatch tool's API.
 */
export const PUBLIC_PATHS = [
  "/graphql",
  "/schema.graphql",
  "/export.csv",
  "/health",
  "/api/g/*/payment",
  "/api/g/*/payments",
] as const;

/** The health path on an existing distribution of the operator, whose own `/health` stays unchanged. */
export const JOINED_HEALTH_PATH = "/payments-health";
