import type { HealthFinding } from "../../../server/health/check-health.ts";
import { ask, describeAnswer, jsonOf } from "../smoke/ask.ts";

/** A deployment, and the credential to check it with. */
export interface KnownPlace {
  /** The base address of the API, without a trailing slash. */
  origin: string;
  healthPath: string;
  /** The `Authorization` header. */
  authorization: string;
}

/** The same, with the kind of viewer that the credential belongs to, e.g. `ADMIN`. */
export interface KnownCaller extends KnownPlace {
  viewer: string;
}

/** What `/health` reports to permitted callers, one sentence per finding. */
export interface HealthLook {
  /** A fault of the path that requests take, if the distribution causes it. */
  callerFault: string | null;
  /** All other faults. */
  faults: string[];
  /** What could not be checked. */
  notes: string[];
}

type Finding = { [name in keyof HealthFinding]: string };

/** Reads `/health` with a credential that is known to work. */
export async function askHealth(caller: KnownCaller): Promise<HealthLook> {
  const { origin, healthPath, authorization, viewer } = caller;
  const answer = await ask(`${origin}${healthPath}`, { headers: { authorization } });
  const report = jsonOf(answer);
  if (viewer !== "ADMIN" && report?.status === "ok" && report.findings === undefined)
    return { callerFault: null, faults: [], notes: [BLIND] };
  const findings = Array.isArray(report?.findings) ? report.findings.filter(isFinding) : [];
  if (findings.length === 0)
    return {
      callerFault: null,
      faults: [`${healthPath} must return its findings, but returned ${describeAnswer(answer)}.`],
      notes: [],
    };
  const failing = findings.filter(({ state }) => state === "failing");
  const describe = ({ check, detail }: Finding) => `${healthPath} reports for ${check}: ${detail}`;
  const hidden = failing.find(({ check }) => check === "caller");
  return {
    callerFault: hidden ? describe(hidden) : null,
    faults: failing.filter((finding) => finding !== hidden).map(describe),
    notes: findings.filter(({ state }) => state === "unknown").map(describe),
  };
}

const BLIND =
  "This key may not read the findings of /health. Use the admin password or a key with payments:read to check them.";

const isFinding = (value: unknown): value is Finding =>
  typeof value === "object" && value !== null && "check" in value && "state" in value && "detail" in value;
