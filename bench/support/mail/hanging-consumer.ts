import { startEventSourceMapping } from "../../../test/support/lambda/event-source-mapping.ts";
import type { LedgerTable } from "../ledger-table.ts";
import { BATCH, CONSUMER_BUNDLE, startConsumer } from "./consumer.ts";
import { startSilentSmtp } from "./silent-smtp.ts";
import { wakes } from "./stream-records.ts";

/** A consumer of a table's stream that hangs on its mail server. */
export interface HangingConsumer {
  /** Waits until it hangs; throws if it does not, e.g. because the stream has no matching records. */
  untilHanging(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in its own process, with the deployed stream settings. */
export async function startHangingConsumer(table: LedgerTable): Promise<HangingConsumer> {
  const smtp = await startSilentSmtp();
  const lambda = startConsumer(CONSUMER_BUNDLE, { env: table.env, smtpUrl: smtp.url });
  const mapping = await startEventSourceMapping({
    ...table,
    lambda,
    batchSize: BATCH,
    retries: 10,
    passes: wakes,
  });
  return {
    untilHanging: smtp.untilHeld,
    async stop() {
      // Stopped together: a mapping that continues would start another process.
      lambda.stop();
      await mapping.stop();
      await smtp.close();
    },
  };
}
