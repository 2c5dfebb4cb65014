import type { HealthFinding } from "../../../server/health/check-health.ts";
import { ask, describeAnswer, jsonOf } from "../smoke/ask.ts";

/** A deployment, and the credential with which it is asked. */
export interface KnownPlace {
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  healthPath: string;
  /** The header `Authorization`. */
  authorization: string;
}

/** The same, and who that credential is taken for, e.g. `ADMIN`. */
export interface KnownCaller extends KnownPlace {
  viewer: string;
}

/** What `/health` tells those who may know, a sentence for each finding. */
export interface HealthLook {
  /** What is wrong with the way that requests take, as far as the distribution decides it. */
  callerFault: string | null;
  /** What else fails. */
  faults: string[];
  /** What it could not look at. */
  notes: string[];
}

type Finding = { [name in keyof HealthFinding]: string };

/** Asks `/health` with a credential that is known to count. */
export async function askHealth(caller: KnownCaller): Promise<HealthLook> {
  const { origin, healthPath, authorization, viewer } = caller;
  const answer = await ask(`${origin}${healthPath}`, { headers: { authorization } });
  const told = jsonOf(answer);
  if (viewer !== "ADMIN" && told?.status === "ok" && told.findings === undefined)
    return { callerFault: null, faults: [], notes: [BLIND] };
  const findings = Array.isArray(told?.findings) ? told.findings.filter(isFinding) : [];
  if (findings.length === 0)
    return {
      callerFault: null,
      faults: [`${healthPath} is to say what it found, and answers ${describeAnswer(answer)}.`],
      notes: [],
    };
  const failing = findings.filter(({ state }) => state === "failing");
  const tell = ({ check, detail }: Finding) => `${healthPath} says of ${check}: ${detail}`;
  const hidden = failing.find(({ check }) => check === "caller");
  return {
    callerFault: hidden ? tell(hidden) : null,
    faults: failing.filter((finding) => finding !== hidden).map(tell),
    notes: findings.filter(({ state }) => state === "unknown").map(tell),
  };
}

const BLIND =
  "This key sees nothing of /health. With a key that has payments:read, or with the admin password, it is looked at.";

const isFinding = (value: unknown): value is Finding =>
  typeof value === "object" && value !== null && "check" in value && "state" in value && "detail" in value;
