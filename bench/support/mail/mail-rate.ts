import type { ParsedMail } from "mailparser";
import { startSmtp } from "../../../test/support/smtp.ts";
import type { Round } from "../../measure/take-turns.ts";
import { askGraphql, callsInTurn } from "../calls.ts";
import { endingAll } from "../ending-all.ts";
import { startFunctionProcess } from "../function-process.ts";
import { type LedgerTable, startLedgerTable } from "../ledger-table.ts";
import { OUR_BUNDLE } from "../peers.ts";
import { BATCH, CONSUMER_BUNDLE, MAIL_TO, startConsumer } from "./consumer.ts";
import { readWakingRecords } from "./stream-records.ts";

const EVENTS = 20;

/** A mail, as far as needed to send it again. */
export type Message = Record<"to" | "subject" | "text" | "html" | "messageId", string>;

/** Sends the mails of this many existing payments, and returns the mails besides the time. Uses its own engine, with few stream records. */
export const clearPayments = (payments: number): Promise<{ round: Round; messages: Message[] }> =>
  endingAll(async (toEnd) => {
    const table = toEnd(await startLedgerTable({ hasStream: true }));
    // The first batch only opens the connections.
    await logPayments(table, BATCH + payments);
    const records = await readWakingRecords(table);
    return handOver(CONSUMER_BUNDLE, table.env, records, (Records) => ({ Records }));
  });

const logPayments = (table: LedgerTable, payments: number): Promise<Round> =>
  endingAll(async (toEnd) => {
    const api = toEnd(await startFunctionProcess(OUR_BUNDLE, table.env));
    const { logPayment } = (await askGraphql(api)).byId;
    const eventIds = Array.from({ length: EVENTS }, (_, event) => `sail-${event}`);
    await table.putEvents(eventIds);
    const events = callsInTurn(payments, eventIds, logPayment);
    return api.run({ events, callers: 4, contains: '"sequence"' });
  });

/** Sends the same mails directly, in a process that does nothing else. */
export async function sendStraight(bundle: string, messages: Message[]): Promise<Round> {
  return (await handOver(bundle, {}, messages, (batch) => ({ messages: batch }))).round;
}

/** Sends items in batches, as the event source mapping does; the first batch is not timed. */
const handOver = <Thing>(
  bundle: string,
  env: Record<string, string>,
  things: Thing[],
  toEvent: (batch: Thing[]) => unknown,
): Promise<{ round: Round; messages: Message[] }> =>
  endingAll(async (toEnd) => {
    const smtp = toEnd(await startSmtp());
    const consumer = toEnd(startConsumer(bundle, { env, smtpUrl: smtp.url }));
    const milliseconds: number[] = [];
    let startedAt = 0;
    for (let from = 0; from < things.length; from += BATCH) {
      const batch = things.slice(from, from + BATCH);
      const handedAt = performance.now();
      if (from === BATCH) startedAt = handedAt;
      const outcome = await consumer.invoke(toEvent(batch));
      if (outcome.result !== "answered" || outcome.payload.includes("itemIdentifier"))
        throw new Error(`The consumer did not handle a batch: ${JSON.stringify(outcome)}`);
      const took = performance.now() - handedAt;
      if (from > 0) milliseconds.push(...batch.map(() => took));
    }
    const elapsedMilliseconds = performance.now() - startedAt;
    if (smtp.mails.length !== things.length)
      throw new Error(`${smtp.mails.length} of ${things.length} mails were sent.`);
    return { round: { milliseconds, elapsedMilliseconds }, messages: smtp.mails.map(toMessage) };
  });

const toMessage = ({ subject, text, html, messageId }: ParsedMail): Message => ({
  to: MAIL_TO,
  subject: subject ?? "",
  text: text ?? "",
  html: html || "",
  messageId: messageId ?? "",
});
