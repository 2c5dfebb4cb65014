import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createDynamoMailStateStore } from "../../../../server/ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../../../../server/ledger/dynamo/store.ts";
import { toPaymentId } from "../../../../server/ledger/ids.ts";
import { aCommit, entryOf } from "../../../support/a-commit.ts";
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
    await createDynamoLedgerStore(table).commit(aCommit(eventId, { reference: "zl1" }));
    const stored = (await table.items(eventId)).find((item) => item.sk?.S?.startsWith("PAYMENT#")) ?? {};

    const { hash, ...covered } = stored;
    const sorted = Object.fromEntries(Object.entries(covered).sort(([a], [b]) => (a < b ? -1 : 1)));
    const expected = createHash("sha256").update(JSON.stringify(sorted)).digest("hex");

    expect(hash).toEqual({ S: expected });
    expect(Object.keys(stored).sort()).toEqual(
      [
        ...[
          "amount",
          "currency",
          "hash",
          "kind",
          "logged_at",
          "method",
          "minor_units",
          "notes",
          "patron",
          "payment_id",
        ],
        ...[
          "pk",
          "previous_hash",
          "principal",
          "received_on",
          "recorded_by",
          "reference",
          "sequence",
          "sk",
          "timestamp",
        ],
        ...["total_after", "v"],
      ].sort(),
    );
    expect(stored.previous_hash).toEqual({ S: "0".repeat(64) });
  });

  it("is a companion with the keys of the indexes, a head, a reference and an idempotency record", async () => {
    const table = await createTestTable();
    const eventId = await table.putEvent();
    const commit = aCommit(eventId, { key: "my key", reference: "zl1" });
    await createDynamoLedgerStore(table).commit(commit);
    const items = await table.items(eventId);
    const bySk = (prefix: string) => items.find((item) => item.sk?.S?.startsWith(prefix));
    const { suffix } = entryOf(commit).entry.ref;

    expect(bySk("STATE#")).toMatchObject({
      sk: { S: `STATE#${suffix}` },
      received_year: { S: "RECEIVED#2026" },
      received_key: { S: `2026-06-13#${suffix}` },
      logged_year: { S: "LOGGED#2026" },
      logged_key: { S: suffix },
      mail_queue: { S: "PENDING" },
      patron_email: { S: "maya@example.com" },
    });
    expect(JSON.stringify(bySk("PAYMENT#"))).not.toContain("maya@example.com");
    expect(bySk("LEDGER")).toMatchObject({
      currency: { S: "USD" },
      sequence: { N: "1" },
      collected: { N: "12550" },
      standing_count: { N: "1" },
      methods: { M: { ZELLE: { M: { total: { N: "12550" }, count: { N: "1" } } } } },
      newest_hash: { S: entryOf(commit).row.hash },
    });
    expect(bySk("REF#ZELLE#zl1")).toMatchObject({
      payment_id: { S: toPaymentId(entryOf(commit).entry.ref) },
    });
    const keyHash = createHash("sha256").update("my key").digest("hex");
    expect(await table.items(`IDEMPOTENCY#admin#${keyHash}`)).toMatchObject([{ sk: { S: "IDEMPOTENCY" } }]);
  });
});
