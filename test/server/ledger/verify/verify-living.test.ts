import { beforeEach, describe, expect, it } from "vitest";
import { hashLink } from "../../../../server/ledger/dynamo/items/link-hash.ts";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import type { Item } from "../../../../server/table/items.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";
import { correctPayment, setEventTerms, verifyLedger, voidPayment } from "../../../support/reversals.ts";

let api: TestApi;
let eventId: string;

beforeEach(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
});

/** An API whose verification of this event meets other writes, each before one of its reads. */
async function verifyWhile(writes: (() => Promise<unknown>)[]) {
  let isWriting = false;
  const interrupt = async () => {
    if (isWriting) return;
    isWriting = true;
    await writes.shift()?.();
    isWriting = false;
  };
  const interrupted = (store: LedgerStore): LedgerStore => ({
    ...store,
    async readRows(request) {
      const page = await store.readRows(request);
      await interrupt();
      return page;
    },
    async readCompanions(request) {
      await interrupt();
      return store.readCompanions(request);
    },
    async readReferences(request) {
      await interrupt();
      return store.readReferences(request);
    },
  });
  const other = await createTestApi({ table: api.table, store: interrupted });
  return verifyLedger(other, eventId);
}

describe("a verification while the ledger is written to", () => {
  it("does not report what is logged, reversed, moved or agreed meanwhile", async () => {
    const other = await api.table.putEvent();
    const ids: string[] = [];
    for (const reference of ["ZL-1", "ZL-2", "ZL-3"]) {
      const { payment } = await logPayment(api, {
        eventId,
        method: "ZELLE",
        reference,
        allowDuplicate: true,
      });
      ids.push(payment.id);
    }
    const log = () => logPayment(api, { eventId, method: "ZELLE", reference: "ZL-4", allowDuplicate: true });
    const writes = [
      log,
      () => voidPayment(api, { paymentId: ids[0], reason: "Bounced" }),
      () => setEventTerms(api, { eventId, agreedTotal: "900" }),
      () => correctPayment(api, { paymentId: ids[1], moveToEventId: other, reason: "Another charter" }),
      log,
      () => voidPayment(api, { paymentId: ids[2], reason: "Bounced" }),
    ];

    const verified = await verifyWhile(writes);

    expect(verified.findings).toEqual([]);
    expect(writes).toEqual([]);
  });

  it("does not report a payment that is logged between its reads, however often it is tried", async () => {
    await logPayment(api, { eventId, method: "ZELLE", reference: "ZL-0" });
    let tries = 0;
    const logging = (store: LedgerStore): LedgerStore => ({
      ...store,
      async readBeside(id) {
        const beside = await store.readBeside(id);
        tries += 1;
        await logPayment(api, { eventId, method: "ZELLE", reference: `ZL-${tries}`, amount: `${tries}` });
        return beside;
      },
    });
    const other = await createTestApi({ table: api.table, store: logging });

    expect(await verifyLedger(other, eventId)).toMatchObject({ ok: true, findings: [] });
    expect(tries).toBe(1);
  });

  it("still reports a row with a number that the ledger has not reached", async () => {
    await logPayment(api, { eventId });
    const [entry] = (await api.table.items(eventId)).filter(({ sk }) => sk?.S?.startsWith("PAYMENT#"));
    const [companion] = (await api.table.items(eventId)).filter(({ sk }) => sk?.S?.startsWith("STATE#"));
    const forged = { sk: { S: `${entry?.sk?.S}x` }, sequence: { N: "9" } };
    await api.table.putItem({ ...entry, ...forged } as Item);
    await api.table.putItem({ ...companion, ...forged, sk: { S: `${companion?.sk?.S}x` } } as Item);
    const log = () => logPayment(api, { eventId, amount: "2" });

    expect((await verifyWhile([log])).findings).toMatchObject([{ code: "INSERTED" }]);
  });
});

describe("a row of a newer version", () => {
  const addAttribute = async (prefix: string, change: Item) => {
    const item = (await api.table.items(eventId)).find(({ sk }) => sk?.S?.startsWith(prefix)) ?? {};
    const { hash: _, ...covered } = { ...item, ...change };
    const hash = hashLink(covered);
    await api.table.putItem({ ...covered, hash: { B: Buffer.from(hash, "hex") } });
    const head = (await api.table.items(eventId)).find(({ sk }) => sk?.S === "LEDGER");
    await api.table.putItem({ ...head, newest_hash: { B: Buffer.from(hash, "hex") } } as Item);
  };

  it("is counted and named, and the ledger is still ok", async () => {
    const { payment } = await logPayment(api, { eventId });
    await addAttribute("PAYMENT#", { approval: { S: "Ines Duarte" } });

    expect(await verifyLedger(api, eventId)).toMatchObject({
      ok: true,
      findings: [{ code: "NEWER", paymentId: payment.id }],
    });
  });

  it("may be of an unknown kind", async () => {
    await setEventTerms(api, { eventId, agreedTotal: "900" });
    await addAttribute("RECORD#", { v: { N: "3" } });

    expect(await verifyLedger(api, eventId)).toMatchObject({ ok: true, findings: [{ code: "NEWER" }] });
  });

  it("is altered if its hash is wrong", async () => {
    await logPayment(api, { eventId });
    const entry = (await api.table.items(eventId)).find(({ sk }) => sk?.S?.startsWith("PAYMENT#"));
    await api.table.putItem({ ...entry, approval: { S: "Ines Duarte" } } as Item);

    expect(await verifyLedger(api, eventId)).toMatchObject({ ok: false, findings: [{ code: "ALTERED" }] });
  });
});

describe("adopted rows", () => {
  it("keep their day and amount if the time zone or the currency changes", async () => {
    await putLegacyRow(api.table, { eventId, amount: "125.5", timestamp: "2025-05-01T03:00:00Z" });
    await logPayment(api, { eventId });
    const read = async (from: TestApi) =>
      (
        await from.graphql(
          "query ($id: ID!) { event(id: $id) { payments(last: 1) { nodes { receivedOn amount { amount currency } } } } }",
          { id: eventId },
        )
      ).data.event.payments.nodes[0];
    const before = await read(api);
    const elsewhere = await createTestApi({ table: api.table, timeZone: "Asia/Tokyo", currency: "JPY" });
    await api.table.putEvent({ id: eventId, currency: "KWD" });

    expect(before).toEqual({ receivedOn: "2025-04-30", amount: { amount: "125.50", currency: "USD" } });
    expect(await read(elsewhere)).toEqual(before);
    expect(await verifyLedger(elsewhere, eventId)).toMatchObject({ ok: true, findings: [] });
  });
});
