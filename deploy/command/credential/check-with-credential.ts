import type { Operator } from "../../operator/operator.ts";
import type { CommandParts } from "../command-parts.ts";
import { PATIENCE, tellSilence } from "../smoke/ask-until-right.ts";
import type { KnownPlace } from "./ask-health.ts";
import { type KnownLook, lookAsKnown } from "./look-as-known.ts";
import { CREDENTIAL_VARIABLE, takeCredential, toAuthorization } from "./take-credential.ts";
import { tryPayment } from "./trial-payment.ts";

type Asking = Pick<CommandParts, "narrator" | "patience" | "ask" | "askText" | "askSecret" | "credential">;

/** `refused` when the credential does not count there: then nothing was seen, good or bad. */
export type KnownVerdict = "well" | "faulty" | "refused";

/**
 * Looks at a deployment with a credential, where there is one; where an admin agrees, logs a payment and voids it. Says every
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
    return refuse(parts, `${CREDENTIAL_VARIABLE} holds a line break or another control character`);
  const place = { origin, healthPath, authorization };
  const look = await narrator.step(`Asked ${origin} with the credential`, () =>
    lookAsKnown(place, patience).catch((error: unknown) => silence(place, error)),
  );
  if (look.viewer === "ANONYMOUS") return refuse(parts, `${origin} ${NOT_TAKEN}`);
  for (const note of look.notes) narrator.say(note);
  const eventId = await askForEvent(parts, { ...asked, look });
  const faults = eventId === null ? look.faults : await payOn(parts, { place, eventId });
  if (faults.length === 0) return "well";
  narrator.complain(`It is not as it should be:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return "faulty";
}

const NOT_TAKEN =
  "does not take the credential: it is wrong, revoked or expired, or was tried too often, or the distribution does not pass on the header Authorization";

function refuse({ narrator }: Pick<CommandParts, "narrator">, why: string): KnownVerdict {
  narrator.complain(`${why}. So nothing was looked at with it.`);
  return "refused";
}

const silence = (place: KnownPlace, error: unknown): KnownLook => ({
  viewer: null,
  faults: [tellSilence(place, error)],
  notes: [],
});

const OFFER =
  "Log a payment of 1 on an event of yours and void it at once, to see that writing works? Nothing in a ledger can ever be " +
  "deleted: both entries stay in the event's list for good, with their mails. Its total is what it was.";

/** The event to try a payment on; null for no try. The event itself is the tool's, so the command cannot make one. */
async function askForEvent(
  { narrator, ask, askText }: Asking,
  { look, operator, isSure }: { look: KnownLook; operator: Operator; isSure: boolean },
): Promise<string | null> {
  const isWelcome = look.viewer === "ADMIN" && look.faults.length === 0;
  if (!isWelcome || isSure || ask === null || askText === null) return null;
  if (operator.safelistOnly) {
    narrator.say(
      "No payment is tried: this server answers the operations of its own pages alone (safelistOnly).",
    );
    return null;
  }
  if (!(await ask(OFFER))) return null;
  return (await askText("On which event? Its id (Enter for none):")) || null;
}

async function payOn(
  { narrator, patience = PATIENCE }: Asking,
  { place, eventId }: { place: KnownPlace; eventId: string },
): Promise<string[]> {
  const fault = await tryPayment(place, { eventId, patience }).catch((error: unknown) =>
    tellSilence(place, error),
  );
  if (fault !== null) return [fault];
  narrator.say(`Logged a payment of 1 on ${eventId} and voided it: its total is what it was.`);
  return [];
}
