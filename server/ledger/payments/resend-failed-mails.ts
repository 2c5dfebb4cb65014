import type { LedgerLine } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import type { MailKind } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
import type { WriteContext } from "../write/write-to-ledger.ts";
import { type ResendOutcome, resendMail } from "./resend-mail.ts";

/** A failed mail, and the result of queueing it again; null in a dry run. */
export interface FailedMail {
  eventId: string;
  paymentId: string;
  kind: MailKind;
  lastError: string | null;
  outcome: ResendOutcome["result"] | null;
}

const KINDS: MailKind[] = ["notification", "receipt"];

/** Queues every failed mail of the given entries to be sent again, in order. */
export async function* resendFailedMails(
  context: WriteContext & { mailStates: MailStateStore },
  { found, isDryRun }: { found: AsyncIterable<LedgerLine[]>; isDryRun: boolean },
): AsyncGenerator<FailedMail> {
  for await (const lines of found) {
    for (const { entry, companion } of lines) {
      for (const kind of KINDS) {
        const mail = companion?.mail[kind];
        if (mail?.status !== "FAILED") continue;
        const paymentId = toPaymentId(entry.ref);
        const outcome = isDryRun ? null : (await resendMail(context, { paymentId, kind })).result;
        yield { eventId: entry.ref.eventId, paymentId, kind, lastError: mail.lastError, outcome };
      }
    }
  }
}
