import type { LedgerLine } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import type { MailKind } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
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

/** Makes every mail pending again that was given up, of the entries that are handed on, in their order. */
export async function* resendFailedMails(
  context: WriteContext & { mailStates: MailStateStore },
  { found, isDry }: { found: AsyncIterable<LedgerLine[]>; isDry: boolean },
): AsyncGenerator<FailedMail> {
  for await (const lines of found) {
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
