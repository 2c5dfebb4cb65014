import type { Operator } from "../../operator/operator.ts";
import type { CommandParts } from "../command-parts.ts";
import { describeNoResponse, PATIENCE } from "../smoke/ask-until-right.ts";
import type { KnownPlace } from "./ask-health.ts";
import { type KnownLook, lookAsKnown } from "./look-as-known.ts";
import { CREDENTIAL_VARIABLE, takeCredential, toAuthorization } from "./take-credential.ts";
import { tryPayment } from "./trial-payment.ts";

type Asking = Pick<CommandParts, "narrator" | "patience" | "ask" | "askText" | "askSecret" | "credential">;

/** `refused` if the credential is not accepted: then nothing could be checked. */
export type KnownVerdict = "well" | "faulty" | "refused";

/**
 * Checks a deployment with a credential, if there is one; with an admin's consent, logs a payment and voids it. Prints every
 * fault.
 */
export async function checkWithCredential(
  parts: Asking,
  asked: { origin: string; healthPath: string; operator: Operator; isSure: boolean },
): Promise<KnownVerdict> {
  const { narrator, patience = PATIENCE } = parts;
  const { origin, healthPath } = asked;
  const credential = await takeCredential(parts, asked);
  if (credential === null) return "well";
  const authorization = toAuthorization(credential);
  if (authorization === null)
    return refuse(parts, `${CREDENTIAL_VARIABLE} contains a line break or another control character`);
  const place = { origin, healthPath, authorization };
  const look = await narrator.step(`Checked ${origin} with the credential`, () =>
    lookAsKnown(place, patience).catch((error: unknown) => noResponse(place, error)),
  );
  if (look.viewer === "ANONYMOUS") return refuse(parts, `${origin} ${NOT_ACCEPTED}`);
  for (const note of look.notes) narrator.say(note);
  const eventId = await askForEvent(parts, { ...asked, look });
  const faults = eventId === null ? look.faults : await payOn(parts, { place, eventId });
  if (faults.length === 0) return "well";
  narrator.complain(`The deployment has faults:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return "faulty";
}

const NOT_ACCEPTED =
  "does not accept the credential: it is wrong, revoked or expired, there were too many attempts, or the distribution does not forward the Authorization header";

function refuse({ narrator }: Pick<CommandParts, "narrator">, why: string): KnownVerdict {
  narrator.complain(`${why}. The checks with a credential were skipped.`);
  return "refused";
}

const noResponse = (place: KnownPlace, error: unknown): KnownLook => ({
  viewer: null,
  faults: [describeNoResponse(place, error)],
  notes: [],
});

const OFFER =
  "Log a payment of 1 on one of your events and void it immediately, to check that writing works? Nothing in a ledger can ever be " +
  "deleted: both entries stay in the event's list permanently, and both send their mails. The event's total does not change.";

/** The event for the trial payment, or null. Events belong to the tool, so the command cannot create one. */
async function askForEvent(
  { narrator, ask, askText }: Asking,
  { look, operator, isSure }: { look: KnownLook; operator: Operator; isSure: boolean },
): Promise<string | null> {
  const isAllowed = look.viewer === "ADMIN" && look.faults.length === 0;
  if (!isAllowed || isSure || ask === null || askText === null) return null;
  if (operator.safelistOnly) {
    narrator.say(
      "The trial payment was skipped: this server accepts only the operations of its own pages (safelistOnly).",
    );
    return null;
  }
  if (!(await ask(OFFER))) return null;
  return (await askText("The event's id (Enter to skip):")) || null;
}

async function payOn(
  { narrator, patience = PATIENCE }: Asking,
  { place, eventId }: { place: KnownPlace; eventId: string },
): Promise<string[]> {
  const fault = await tryPayment(place, { eventId, patience }).catch((error: unknown) =>
    describeNoResponse(place, error),
  );
  if (fault !== null) return [fault];
  narrator.say(`Logged a payment of 1 on ${eventId} and voided it. The event's total has not changed.`);
  return [];
}
