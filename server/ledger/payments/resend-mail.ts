import { faultAt, type InputFault } from "../../values/input-faults.ts";
import type { LedgerLine } from "../entry.ts";
import { fromPaymentId } from "../ids.ts";
import { type MailKind, queueMail } from "../mail-state.ts";
import type { MailStateStore } from "../mail-state-store.ts";
import { readingOf, toLedgerLine } from "../reading.ts";
import { retryInTurn, type WriteContext } from "../write/write-to-ledger.ts";

/** Result of queueing a mail again. */
export type ResendOutcome =
  | { result: "queued"; line: LedgerLine }
  | { result: "paymentNotFound" }
  | { result: "invalid"; faults: InputFault[] }
  | { result: "busy" };

/** Makes a mail about an entry pending again. The consumer of the stream then sends it. */
export async function resendMail(
  context: WriteContext & { mailStates: MailStateStore },
  { paymentId, kind }: { paymentId: string; kind: MailKind },
): Promise<ResendOutcome> {
  const ref = fromPaymentId(paymentId);
  if (!ref) return { result: "paymentNotFound" };
  return retryInTurn<ResendOutcome>(context, [ref.eventId], async () => {
    const [[stored], [snapshot]] = await Promise.all([
      context.store.readLines([ref]),
      context.store.readEvents([ref.eventId]),
    ]);
    if (!stored?.companion || !snapshot) return { result: "paymentNotFound" };
    const { mail: record, patronEmail } = stored.companion;
    if (kind === "receipt" && patronEmail === null) return { result: "invalid", faults: [NO_ADDRESS] };
    const mail = queueMail(record, kind, context.clock.now().toISOString());
    if (!(await context.mailStates.replaceMail(ref, { version: record.version, mail }))) return null;
    const reading = readingOf(snapshot, context);
    return {
      result: "queued",
      line: toLedgerLine({ ...stored, companion: { ...stored.companion, mail } }, reading),
    };
  });
}

const NO_ADDRESS = faultAt(
  "paymentId",
  "NO_PATRON_EMAIL",
  "No email address of the patron is stored with this payment.",
);
