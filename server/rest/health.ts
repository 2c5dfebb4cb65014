import { hasScope, type Viewer } from "../access/viewer.ts";
import { checkHealth, type HealthContext, type HealthFinding } from "../health/check-health.ts";
import { json } from "./json.ts";

/** What the request itself shows of the way that requests take. */
export interface CallerFacts {
  viewer: Viewer;
  /** Whether requests have to prove that they came through the distribution. */
  isBehindDistribution: boolean;
  hasViewerAddress: boolean;
}

/**
 * Answers that the API is up; to admins, whether all that it needs is; to a key that reads payments, how its own request
 * arrived. Then the status is 503 while something fails, so that a watch need not read.
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
      "ORIGIN_SECRET is not set: requests are taken from anywhere, and tries of passwords counted by connection.";
    return { check: "caller", state: "unknown", detail };
  }
  if (hasViewerAddress)
    return {
      check: "caller",
      state: "ok",
      detail: "Tries of passwords are counted by the viewer's address.",
    };
  const detail =
    "The distribution does not forward CloudFront-Viewer-Address: tries of passwords by different people are counted as one.";
  return { check: "caller", state: "failing", detail };
}
