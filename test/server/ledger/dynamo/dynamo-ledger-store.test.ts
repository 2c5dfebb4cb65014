import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createDynamoMailStateStore } from "../../../../server/ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../../../../server/ledger/dynamo/store.ts";
import { toPaymentId } from "../../../../server/ledger/ids.ts";
import { aCommit, entryOf } from "../../../support/a-commit.ts";
import { hashByHand } from "../../../support/hash-by-hand.ts";
import { createTestTable } from "../../../support/table.ts";
import { describeLedgerStore } from "./ledger-store-contract.ts";

describeLedgerStore("the embedded DynamoDB", async () => {
  const table = await createTestTable();
  return {
    ledger: createDynamoLedgerStore(table),
    mails: createDynamoMailStateStore(table),
    putEvent: (event) => table.putEvent(event),
  };
});

describe("what is stored in the table", () => {
  it("is an entry whose hash covers every other attribute and can be recomputed by anyone", async () => {
    const table = await createTestTable();
    const eventId = await table.putEvent();
    const commit = aCommit(eventId, { key: "my key", reference: "zl1" });
    await createDynamoLedgerStore(table).commit(commit);
    const stored = (await table.items(eventId)).find((item) => item.sk?.S?.startsWith("PAYMENT#")) ?? {};

    expect(Buffer.from(stored.hash?.B ?? []).toString("hex")).toBe(hashByHand(stored));
    expect(Object.keys(stored).sort()).toEqual(
      [
        ...["amount", "call", "currency", "hash", "kind", "logged_at", "method", "minor_units", "notes"],
        ...["number", "parts", "patron", "payment_id", "pk", "previous_hash", "principal", "received_on"],
        ...["recorded_by", "reference", "salt", "sequence", "sk", "timestamp", "total_after", "v"],
      ].sort(),
    );
    expect(stored).toMatchObject({
      v: { N: "2" },
      number: { N: "1" },
      parts: { M: { FARE: { N: "10000" }, GRATUITY: { N: "2550" } } },
    });
    expect(Buffer.from(stored.previous_hash?.B ?? [])).toEqual(Buffer.alloc(32));
    expect(stored.salt?.B).toHaveLength(16);
    const keyHash = createHash("sha256").update("my key").digest();
    expect(Buffer.from(stored.call?.B ?? [])).toEqual(keyHash);
  });

  it("is a companion with the keys of the indexes, a head, a reference and an idempotency record", async () => {
    const table = await createTestTable();
    const eventId = await table.putEvent();
    const commit = aCommit(eventId, { key: "my key", reference: "zl1" });
    await createDynamoLedgerStore(table).commit(commit);
    const items = await table.items(eventId);
    const bySk = (prefix: string) => items.find((item) => item.sk?.S?.startsWith(prefix));
    const { suffix } = entryOf(commit).entry.ref;
    const paymentId = toPaymentId(entryOf(commit).entry.ref);

    expect(bySk("STATE#")).toMatchObject({
      sk: { S: `STATE#${suffix}` },
      entered_at: { S: "2026-06-14T23:30:00.000Z" },
      received_year: { S: "RECEIVED#2026" },
      received_key: { S: `2026-06-13#${suffix}` },
      entered_year: { S: "ENTERED#2026" },
      entered_key: { S: `2026-06-14T23:30:00.000Z#${eventId}#0000000001` },
      purposes: { L: [{ S: "FARE" }, { S: "GRATUITY" }] },
      reference_folded: { S: "zl1" },
      recorded_by: { S: "Ines Duarte" },
      number: { N: "1" },
      fold: { N: "1" },
      listed: { M: {} },
      mail_queue: { S: "PENDING" },
      patron_email: { S: "maya@example.com" },
    });
    expect(JSON.stringify(bySk("PAYMENT#"))).not.toContain("maya@example.com");
    expect(bySk("LEDGER")).toMatchObject({
      currency: { S: "USD" },
      sequence: { N: "1" },
      last_number: { N: "1" },
      collected: { N: "12550" },
      purposes: { M: { FARE: { N: "10000" }, GRATUITY: { N: "2550" }, SECURITY_DEPOSIT: { N: "0" } } },
      standing_count: { N: "1" },
      methods: { M: { ZELLE: { M: { total: { N: "12550" }, count: { N: "1" } } } } },
    });
    const newest = Buffer.from(bySk("LEDGER")?.newest_hash?.B ?? []).toString("hex");
    expect(newest).toBe(entryOf(commit).row.hash);
    expect(bySk(`REF#ZELLE#zl1#${suffix}`)).toMatchObject({ payment_id: { S: paymentId } });
    const keyHash = createHash("sha256").update("my key").digest("hex");
    expect(await table.items(`IDEMPOTENCY#admin#${keyHash}`)).toMatchObject([
      { sk: { S: "IDEMPOTENCY" }, result: { S: paymentId } },
    ]);
  });
});
