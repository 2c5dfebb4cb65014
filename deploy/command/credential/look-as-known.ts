import { describeAnswer } from "../smoke/ask.ts";
import { askUntilRight, type SmokeCheck, type SmokePatience } from "../smoke/ask-until-right.ts";
import { dataOf, getAfterRefusal, postQuery, WHO_AM_I } from "../smoke/graphql.ts";
import { askHealth, type KnownCaller, type KnownPlace } from "./ask-health.ts";

/** The result of the checks with a credential. */
export interface KnownLook {
  /** The kind of viewer that the credential belongs to, e.g. `ADMIN`; null if the deployment did not say. */
  viewer: string | null;
  /** One sentence each. */
  faults: string[];
  /** What could not be checked, one sentence each. */
  notes: string[];
}

/**
 * Asks for the viewer by POST, for `/health`, and for a query by GET. The viewer is queried only once, because wrong
 * passwords are counted. Checks that depend on the distribution are retried until they pass or time is up. Throws if there is
 * no response.
 */
export async function lookAsKnown(place: KnownPlace, patience: SmokePatience): Promise<KnownLook> {
  const answer = await postQuery(place, { query: WHO_AM_I });
  const viewer = viewerIn(dataOf(answer));
  if (viewer === null) {
    const fault = `/graphql must return the viewer, but returned ${describeAnswer(answer)}.`;
    return { viewer, faults: [fault], notes: [] };
  }
  if (viewer === "ANONYMOUS") return { viewer, faults: [], notes: [] };
  const caller = { ...place, viewer };
  const { callerFault, faults, notes } = await askHealth(caller);
  const checks = [getAfterRefusal, ...(callerFault === null ? [] : [callerCheck])];
  return { viewer, faults: [...faults, ...(await askUntilRight(caller, { checks, patience }))], notes };
}

/** Whether the distribution forwards the caller's address; the setting may still be spreading across CloudFront. */
const callerCheck: SmokeCheck<KnownCaller> = async (caller) => (await askHealth(caller)).callerFault;

function viewerIn(data: Record<string, unknown> | null): string | null {
  const viewer = data?.viewer;
  return typeof viewer === "object" && viewer !== null && "kind" in viewer ? String(viewer.kind) : null;
}
