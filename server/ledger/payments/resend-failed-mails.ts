import { toPaymentId } from "../ids.ts";
import type { MailKind } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
import type { EntryFilter } from "../read/entry-filter.ts";
import { walkEntries } from "../read/list-entries.ts";
import { planWalk } from "../read/walk-index.ts";
import type { WriteContext } from "../write/write-to-ledger.ts";
import { type ResendOutcome, resendMail } from "./resend-mail.ts";

/** A mail that was given up, and what came of asking for it again; null in a dry run. */
export interface FailedMail {
  eventId: string;
  paymentId: string;
  kind: MailKind;
  lastError: string | null;
  outcome: ResendOutcome["result"] | null;
}

const KINDS: MailKind[] = ["notification", "receipt"];

/** Makes every mail pending again that was given up, of the entries that a filter lets through, the oldest first. */
export async function* resendFailedMails(
  context: WriteContext & { mailStates: MailStateStore },
  { filter, isDry }: { filter: EntryFilter; isDry: boolean },
): AsyncGenerator<FailedMail> {
  const walk = planWalk(filter, { direction: "oldestFirst", now: context.clock.now() });
  for await (const lines of walkEntries(context, { filter, walk })) {
    for (const { entry, companion } of lines) {
      for (const kind of KINDS) {
        const mail = companion?.mail[kind];
        if (mail?.status !== "FAILED") continue;
        const paymentId = toPaymentId(entry.ref);
        const outcome = isDry ? null : (await resendMail(context, { paymentId, kind })).result;
        yield { eventId: entry.ref.eventId, paymentId, kind, lastError: mail.lastError, outcome };
      }
    }
  }
}
