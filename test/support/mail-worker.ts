import { createDynamoMailStateStore } from "../../server/ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../../server/ledger/dynamo/store.ts";
import { readStreamRecord } from "../../server/ledger/dynamo/stream-record.ts";
import type { StreamRecord } from "../../server/ledger/stream.ts";
import type { DeliveryContext } from "../../server/mail/deliver-mails.ts";
import { type BatchResult, createNotify, type NotifyHost } from "../../server/mail/notify-entries.ts";
import { RETRY_POLICY } from "../../server/mail/retry-policy.ts";
import { createSmtpMailer } from "../../server/mail/smtp-mailer.ts";
import type { TestApi } from "./api.ts";

/** The consumer of the stream over a test's table, called as Lambda calls it. */
export interface MailWorker {
  /** Delivers stream records with the current items of an event. */
  deliver(eventId: string): Promise<BatchResult>;
  handle(records: StreamRecord[], host?: NotifyHost): Promise<BatchResult>;
  sweep(host?: NotifyHost): Promise<BatchResult>;
  accidents: unknown[];
  close(): void;
}

/** Composes a consumer that sends through a mail server, or has none. */
export function createMailWorker(
  api: TestApi,
  options: { smtpUrl: string | null; wrap?: (context: DeliveryContext) => DeliveryContext },
): MailWorker {
  const accidents: unknown[] = [];
  const relay = { from: "dispatch@example.com", url: options.smtpUrl ?? "" };
  const mailer = options.smtpUrl === null ? null : createSmtpMailer(relay);
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: string, facts?: unknown) => accidents.push(facts),
  };
  const context: DeliveryContext = {
    store: createDynamoLedgerStore(api.table),
    mailStates: createDynamoMailStateStore(api.table),
    readStreamRecord,
    adoptLateRow: null,
    mailer,
    adminAddress: "admin@example.com",
    clock: api.clock,
    policy: RETRY_POLICY,
    operatorCurrency: "USD",
    timeZone: "America/Los_Angeles",
    baseUrl: "https://dispatch.example",
    logger,
  };
  const notify = createNotify(options.wrap?.(context) ?? context);
  const handle: MailWorker["handle"] = (Records, host) => notify({ Records }, host);
  return {
    accidents,
    handle,
    sweep: (host) => notify({ time: api.clock.now().toISOString() }, host),
    async deliver(eventId) {
      const items = await api.table.items(eventId);
      return handle(items.map((item, at) => aStreamRecord(item, at + 1)));
    },
    close: () => mailer?.close(),
  };
}

/** A record as DynamoDB Streams delivers it to Lambda. */
export function aStreamRecord(image: Record<string, unknown>, sequenceNumber: number, eventName = "INSERT") {
  return {
    eventID: `id-${sequenceNumber}`,
    eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: "us-west-2",
    dynamodb: {
      ApproximateCreationDateTime: 1781479800,
      Keys: { pk: image.pk, sk: image.sk },
      NewImage: image,
      SequenceNumber: String(sequenceNumber).padStart(21, "0"),
      SizeBytes: 900,
      StreamViewType: "NEW_IMAGE",
    },
  };
}
