import { hasScope, type Viewer } from "../access/viewer.ts";
import { checkHealth, type HealthContext, type HealthFinding } from "../health/check-health.ts";
import { json } from "./json.ts";

/** What the request shows about how requests reach the server. */
export interface CallerFacts {
  viewer: Viewer;
  /** Whether requests must prove that they came through the distribution. */
  isBehindDistribution: boolean;
  hasViewerAddress: boolean;
}

/**
 * Reports that the API is up. Admins also see whether everything that it needs works; keys with `PAYMENTS_READ` also see how
 * their request arrived. For them the status is 503 while any check fails, so that a monitor need not parse the body.
 */
export async function answerHealth(context: HealthContext, caller: CallerFacts): Promise<Response> {
  const isAdmin = hasScope(caller.viewer, "ADMIN");
  if (!isAdmin && !hasScope(caller.viewer, "PAYMENTS_READ")) return json(200, { status: "ok" });
  const findings = [...(isAdmin ? await checkHealth(context) : []), callerFinding(caller)];
  const isFailing = findings.some(({ state }) => state === "failing");
  return json(isFailing ? 503 : 200, { status: isFailing ? "failing" : "ok", findings });
}

function callerFinding({ isBehindDistribution, hasViewerAddress }: CallerFacts): HealthFinding {
  if (!isBehindDistribution) {
    const detail =
      "ORIGIN_SECRET is not set: requests are accepted from anywhere, and password attempts are counted by connection.";
    return { check: "caller", state: "unknown", detail };
  }
  if (hasViewerAddress)
    return {
      check: "caller",
      state: "ok",
      detail: "Password attempts are counted by the viewer's address.",
    };
  const detail =
    "The distribution does not forward CloudFront-Viewer-Address: password attempts of different people are counted together.";
  return { check: "caller", state: "failing", detail };
}
