import { describeAnswer } from "../smoke/ask.ts";
import { askUntilRight, type SmokeCheck, type SmokePatience } from "../smoke/ask-until-right.ts";
import { dataOf, getAfterRefusal, postQuery, WHO_AM_I } from "../smoke/graphql.ts";
import { askHealth, type KnownCaller, type KnownPlace } from "./ask-health.ts";

/** What a look with a credential brought. */
export interface KnownLook {
  /** Who the deployment takes the caller for, e.g. `ADMIN`; null when it did not say. */
  viewer: string | null;
  /** A sentence each. */
  faults: string[];
  /** What could not be looked at there, a sentence each. */
  notes: string[];
}

/**
 * Asks by POST who is asking, `/health`, and by GET. Who is asking is asked once: each wrong password is counted. Of the rest,
 * what depends on the distribution is asked again until it is right or time is up. Throws when there is no answer.
 */
export async function lookAsKnown(place: KnownPlace, patience: SmokePatience): Promise<KnownLook> {
  const answer = await postQuery(place, { query: WHO_AM_I });
  const viewer = viewerIn(dataOf(answer));
  if (viewer === null) {
    const fault = `/graphql is to say who is asking, and answers ${describeAnswer(answer)}.`;
    return { viewer, faults: [fault], notes: [] };
  }
  if (viewer === "ANONYMOUS") return { viewer, faults: [], notes: [] };
  const caller = { ...place, viewer };
  const { callerFault, faults, notes } = await askHealth(caller);
  const checks = [getAfterRefusal, ...(callerFault === null ? [] : [callerCheck])];
  return { viewer, faults: [...faults, ...(await askUntilRight(caller, { checks, patience }))], notes };
}

/** Whether the distribution says who calls; it may still be on its way to all of CloudFront. */
const callerCheck: SmokeCheck<KnownCaller> = async (caller) => (await askHealth(caller)).callerFault;

function viewerIn(data: Record<string, unknown> | null): string | null {
  const viewer = data?.viewer;
  return typeof viewer === "object" && viewer !== null && "kind" in viewer ? String(viewer.kind) : null;
}
