import { beforeEach, describe, expect, it } from "vitest";
import { hashLink } from "../../../../server/ledger/dynamo/items/link-hash.ts";
import type { Item } from "../../../../server/table/items.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "../../../support/reversals.ts";

let api: TestApi;
let eventId: string;
let ids: string[];

/** A ledger with two adopted rows, four payments, a refund, a void and a correction. */
beforeEach(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
  await putLegacyRow(api.table, { eventId, amount: "10", timestamp: "2025-05-01T10:00:00" });
  await putLegacyRow(api.table, { eventId, amount: "20", timestamp: "2025-05-02T10:00:00" });
  const payments: { id: string }[] = [];
  for (const amount of ["1", "2", "3", "4"])
    payments.push((await logPayment(api, { eventId, amount })).payment);
  await refundPayment(api, { paymentId: payments[0]?.id, amount: "0.50", reason: "Too much" });
  await voidPayment(api, { paymentId: payments[1]?.id, reason: "Bounced" });
  await correctPayment(api, { paymentId: payments[2]?.id, amount: "3.30", reason: "Misread" });
  const { nodes } = (await readLedger(api, eventId)).payments;
  ids = nodes.map((node: { id: string }) => node.id);
});

const entries = async () =>
  (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));
const keyOf = (item: Item | undefined) => ({ pk: item?.pk?.S ?? "", sk: item?.sk?.S ?? "" });

const hashOf = (item: Item) => ({ B: Buffer.from(hashLink(item), "hex") });

const entryAt = async (sequence: number): Promise<Item> => {
  const item = (await entries())[sequence - 1];
  if (!item) throw new Error(`Entry ${sequence} does not exist.`);
  return item;
};

const findings = async () =>
  (await verifyLedger(api, eventId)).findings.map(
    ({ code, paymentId }: { code: string; paymentId: string }) => [code, paymentId],
  );

describe("verifyLedger", () => {
  it("finds nothing in an untouched ledger", async () => {
    expect(await verifyLedger(api, eventId)).toEqual({ ok: true, entries: 10, findings: [] });
    expect(await verifyLedger(api, "nowhere")).toBeNull();
  });

  it.each([1, 3, 6, 10])("reports entry %i if its amount was edited", async (sequence) => {
    await api.table.putItem({ ...(await entryAt(sequence)), patron: { S: "Somebody Else" } });

    expect(await findings()).toEqual([["ALTERED", ids[sequence - 1]]]);
  });

  it.each([3, 6, 10])("reports entry %i if it was edited and its hash recomputed", async (sequence) => {
    const { hash: _, ...entry } = await entryAt(sequence);
    const edited = { ...entry, patron: { S: "Somebody Else" } };
    await api.table.putItem({ ...edited, hash: hashOf(edited) });

    expect(await findings()).toEqual([["ALTERED", ids[sequence - 1]]]);
  });

  it("also reports the totals if an amount was edited", async () => {
    const { hash: _, ...entry } = await entryAt(4);
    const edited = { ...entry, amount: { N: "200" }, minor_units: { N: "20000" } };
    await api.table.putItem({ ...edited, hash: hashOf(edited) });

    expect(await findings()).toEqual(
      expect.arrayContaining([
        ["ALTERED", ids[3]],
        ["TOTAL_MISMATCH", null],
      ]),
    );
  });

  it.each([1, 5, 10])("reports entry %i if it was deleted", async (sequence) => {
    await api.table.deleteItem(keyOf(await entryAt(sequence)));

    expect(await findings()).toEqual(expect.arrayContaining([["REMOVED", ids[sequence - 1]]]));
  });

  it("reports the number of an entry that was deleted with its companion", async () => {
    const entry = await entryAt(5);
    await api.table.deleteItem(keyOf(entry));
    await api.table.deleteItem({ pk: eventId, sk: keyOf(entry).sk.replace("PAYMENT#", "STATE#") });

    expect(await findings()).toEqual(
      expect.arrayContaining([
        ["SEQUENCE_GAP", null],
        ["TOTAL_MISMATCH", null],
      ]),
    );
  });

  it("reports an inserted row, whatever it pretends", async () => {
    const entry = await entryAt(5);
    const sk = "PAYMENT#2026-06-14T23:30:00.500Z#00000000-0000-4000-8000-000000000000";
    const { hash: _, ...copied } = entry;
    const forged = { ...copied, sk: { S: sk } };
    await api.table.putItem({ ...forged, hash: hashOf(forged) });
    const id = Buffer.from(`${eventId}\u0000${sk.slice("PAYMENT#".length)}`).toString("base64url");

    expect(await findings()).toEqual([["INSERTED", id]]);

    const companion = (await api.table.items(eventId)).find(
      (item) => item.sk?.S === entry.sk?.S?.replace("PAYMENT#", "STATE#"),
    );
    await api.table.putItem({ ...companion, sk: { S: sk.replace("PAYMENT#", "STATE#") } } as Item);
    expect(await findings()).toEqual([["INSERTED", id]]);
  });

  it("reports a legacy row that appeared after adoption, which is not counted", async () => {
    await putLegacyRow(api.table, { eventId, amount: "1000", timestamp: "2025-06-01T10:00:00" });

    expect(await verifyLedger(api, eventId)).toMatchObject({
      ok: false,
      entries: 11,
      findings: [{ code: "UNADOPTED" }],
    });
    expect((await readLedger(api, eventId)).totalCollected.amount).toBe("37.80");
  });

  it.each([
    ["collected", { N: "1" }],
    ["standing_count", { N: "1" }],
    ["methods", { M: {} }],
  ])("reports edited totals: %s", async (name, value) => {
    const head = (await api.table.items(eventId)).find((item) => item.sk?.S === "LEDGER");
    await api.table.putItem({ ...head, [name]: value } as Item);

    expect(await findings()).toEqual([["TOTAL_MISMATCH", null]]);
  });

  it("reports the entry whose state was edited", async () => {
    const items = await api.table.items(eventId);
    const states = items.filter((item) => item.sk?.S?.startsWith("STATE#"));
    await api.table.putItem({ ...states[5], status: { S: "VOIDED" } });

    expect(await findings()).toEqual([["BESIDE_ALTERED", ids[5]]]);
  });

  it("reports every row of an event that was never adopted", async () => {
    const old = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId: old });

    expect((await verifyLedger(api, old)).findings).toMatchObject([{ code: "UNADOPTED" }]);
  });
});

describe("eventSettlement", () => {
  it("returns what a reader should check", async () => {
    await logPayment(api, { eventId, amount: "7", receivedOn: "2026-06-01" });
    await putLegacyRow(api.table, { eventId, amount: "5", timestamp: "2025-07-01T10:00:00" });
    const query = `query ($id: ID!) { eventSettlement(eventId: $id) {
      event { totalCollected { amount } totalsByMethod { method total { amount } } }
      reversals { kind reason amount { amount } } lateEntries { amount { amount } } adoptedEntries { amount { amount } }
      unadoptedEntries { amount { amount } } mailsNotSent { sequence } } }`;

    const { eventSettlement } = (await api.graphql(query, { id: eventId })).data;

    expect(eventSettlement).toMatchObject({
      event: { totalCollected: { amount: "44.80" } },
      reversals: [
        { kind: "REFUND", reason: "Too much", amount: { amount: "-0.50" } },
        { kind: "VOID", reason: "Bounced", amount: { amount: "-2.00" } },
        { kind: "VOID", reason: "Misread", amount: { amount: "-3.00" } },
      ],
      lateEntries: [{ amount: { amount: "7.00" } }],
      adoptedEntries: [{ amount: { amount: "10.00" } }, { amount: { amount: "20.00" } }],
      unadoptedEntries: [{ amount: { amount: "5.00" } }],
    });
    expect(eventSettlement.mailsNotSent).toHaveLength(11);
    expect((await api.graphql(query, { id: "nowhere" })).data.eventSettlement).toBeNull();
  });
});
