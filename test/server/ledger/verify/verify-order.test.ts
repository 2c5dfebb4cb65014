import { beforeEach, describe, expect, it } from "vitest";
import { adoptRemaining } from "../../../../server/ledger/adopt/adopt-late-rows.ts";
import { hashLink } from "../../../../server/ledger/dynamo/items/link-hash.ts";
import { toPaymentId } from "../../../../server/ledger/ids.ts";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import type { Item } from "../../../../server/table/items.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "../../../support/reversals.ts";

let api: TestApi;
let eventId: string;
let pagesRead: number;

/** The sequence number of an entry whose companion did not exist yet when companions were read. */
let notThereYet: number | null = null;

const MAX_ROWS_PER_PAGE = 3;

/** Pages so small that a few rows fill several. */
const withSmallPages = (store: LedgerStore): LedgerStore => ({
  ...store,
  readRows(request) {
    pagesRead += 1;
    return store.readRows({ ...request, limit: Math.min(request.limit, MAX_ROWS_PER_PAGE) });
  },
  async readCompanions(request) {
    const { rows, hasMore } = await store.readCompanions({ ...request, limit: MAX_ROWS_PER_PAGE });
    return { rows: rows.filter(({ sequence }) => sequence !== notThereYet), hasMore };
  },
});

beforeEach(async () => {
  notThereYet = null;
  api = await createTestApi({ store: withSmallPages });
  eventId = await api.table.putEvent();
});

const rows = async (prefix: string) =>
  (await api.table.items(eventId)).filter((item) => item.sk?.S?.startsWith(prefix));
const companionOf = async (item: Item): Promise<Item> => {
  const sk = item.sk?.S?.replace("PAYMENT#", "STATE#");
  const companion = (await rows("STATE#")).find((other) => other.sk?.S === sk);
  if (!companion) throw new Error(`${item.sk?.S} has no companion.`);
  return companion;
};
const head = async (): Promise<Item> => (await rows("LEDGER"))[0] ?? {};

/** The entry with a sequence number, wherever its key sorts. */
async function entry(sequence: number): Promise<Item> {
  const companion = (await rows("STATE#")).find((item) => item.sequence?.N === String(sequence));
  const sk = companion?.sk?.S?.replace("STATE#", "PAYMENT#");
  const found = (await rows("PAYMENT#")).find((item) => item.sk?.S === sk);
  if (!found) throw new Error(`Entry ${sequence} does not exist.`);
  return found;
}

const idOf = ({ sk }: Item) => toPaymentId({ eventId, suffix: sk?.S?.slice("PAYMENT#".length) ?? "" });
const put = (item: Item) => api.table.putItem(item);
const remove = ({ pk, sk }: Item) => api.table.deleteItem({ pk: pk?.S ?? "", sk: sk?.S ?? "" });
const withHash = ({ hash: _, ...item }: Item): Item => ({
  ...item,
  hash: { B: Buffer.from(hashLink(item), "hex") },
});
const edit = async (sequence: number) => put({ ...(await entry(sequence)), patron: { S: "Tom Okafor" } });

async function log(...amounts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const amount of amounts) ids.push((await logPayment(api, { eventId, amount })).payment.id);
  return ids;
}

async function putLegacy(...timestamps: string[]): Promise<void> {
  for (const timestamp of timestamps) await putLegacyRow(api.table, { eventId, amount: "10", timestamp });
}

const adoptLate = () =>
  adoptRemaining(
    { store: api.store, clock: api.clock, operatorCurrency: "USD", timeZone: "America/Los_Angeles" },
    eventId,
  );

const findings = async () =>
  (await verifyLedger(api, eventId)).findings.map(
    ({ code, paymentId }: { code: string; paymentId: string }) => [code, paymentId],
  );

/** A copy of an entry under another key, with its own companion. */
async function forge(sequence: number, suffix: string, change: Item = {}): Promise<string> {
  const real = await entry(sequence);
  const forged = withHash({ ...real, ...change, sk: { S: `PAYMENT#${suffix}` } });
  const beside = { sk: { S: `STATE#${suffix}` }, sequence: forged.sequence ?? { S: "" } };
  await put({ ...(await companionOf(real)), ...beside });
  await put(forged);
  return idOf(forged);
}

describe("number order, where it differs from key order", () => {
  it("is found for legacy rows whose keys sort after those of newer entries", async () => {
    await putLegacy("2025-05-01T10:00:00", "2025-05-02T10:00:00", "on Monday", "on Tuesday", "on Wednesday");
    await log("1", "2", "3");
    expect(await findings()).toEqual([]);

    await edit(2);
    await edit(4);
    expect(await findings()).toEqual([
      ["ALTERED", idOf(await entry(4))],
      ["ALTERED", idOf(await entry(2))],
    ]);
  });

  it("is found, in one walk, for rows that were adopted late, whose keys sort before those of earlier entries", async () => {
    await log("1", "2", "3");
    await putLegacy(
      "2025-05-01T10:00:00",
      "2025-05-02T10:00:00",
      "2025-05-03T10:00:00",
      "2025-05-04T10:00:00",
    );
    await adoptLate();
    await log("4");
    pagesRead = 0;
    expect(await findings()).toEqual([]);
    expect(pagesRead).toBe(3);

    await edit(5);
    expect(await findings()).toEqual([["ALTERED", idOf(await entry(5))]]);
  });

  it("continues after a removed legacy row, with or without its companion", async () => {
    await putLegacy(...[1, 2, 3, 4, 5, 6].map((day) => `2025-05-0${day}T10:00:00`));
    await log("1");
    const [second, fourth] = [await entry(2), await entry(4)];
    await remove(second);
    await remove(fourth);
    await remove(await companionOf(fourth));
    const last = idOf(await entry(7));
    pagesRead = 0;

    expect(await findings()).toEqual([
      ["REMOVED", idOf(second)],
      ["SEQUENCE_GAP", null],
      ["TOTAL_MISMATCH", last],
      ["TOTAL_MISMATCH", null],
    ]);
    expect(pagesRead).toBe(2);
  });

  it("ends with rows that waited for a removed one", async () => {
    await putLegacy(...[1, 2, 3, 4, 5, 6].map((day) => `2025-05-0${day}T10:00:00`));
    await adoptLate();
    const third = await entry(3);
    await remove(third);
    await remove(await companionOf(third));
    await edit(5);

    expect(await findings()).toEqual([
      ["ALTERED", idOf(await entry(5))],
      ["SEQUENCE_GAP", null],
      ["TOTAL_MISMATCH", null],
    ]);
  });

  it("reports removed rows from the first to the last", async () => {
    await log("1", "2", "3", "4", "5", "6", "7");
    const gone = [await entry(1), await entry(4), await entry(5), await entry(7)];
    for (const item of gone) await remove(item);

    expect((await findings()).slice(0, 4)).toEqual(gone.map((item) => ["REMOVED", idOf(item)]));
    expect((await findings()).filter(([code]: string[]) => code === "SEQUENCE_GAP")).toEqual([]);
  });
});

describe("a number shared by several entries", () => {
  it.each(["2020-01-01T00:00:00.000Z#early", "2030-01-01T00:00:00.000Z#late"])(
    "belongs to the one that the next entry vouches for, next to %s",
    async (suffix) => {
      await log("1", "2", "3", "4", "5");
      const forged = await forge(3, suffix, { amount: { N: "300" }, minor_units: { N: "30000" } });

      expect((await verifyLedger(api, eventId)).findings).toEqual([
        {
          code: "INSERTED",
          paymentId: forged,
          message: "The ledger did not assign sequence number 3 to this row.",
        },
      ]);
    },
  );

  it("belongs to the one that the head vouches for", async () => {
    await log("1", "2");
    const forged = await forge(2, "2030-01-01T00:00:00.000Z#late");

    expect(await findings()).toEqual([["INSERTED", forged]]);
  });

  it("belongs to the one that any entry vouches for, rather than to the last", async () => {
    await putLegacy("2025-05-01T10:00:00");
    await log("1", "2", "3");
    const real = await entry(2);
    const third = withHash({ ...(await entry(3)), previous_hash: { S: "f".repeat(64) } });
    await put(third);
    await forge(2, "2030-01-01T00:00:00.000Z#late");
    const witness = { sequence: { N: "9" }, previous_hash: real.hash ?? { S: "" } };
    const beyond = await forge(4, "2031-01-01T00:00:00.000Z#witness", witness);

    expect((await findings()).slice(0, 3)).toEqual([
      ["INSERTED", toPaymentId({ eventId, suffix: "2030-01-01T00:00:00.000Z#late" })],
      ["INSERTED", beyond],
      ["ALTERED", idOf(third)],
    ]);
  });

  it("belongs to the last one if no entry vouches for any", async () => {
    await log("1", "2");
    const [real, before] = [await entry(2), await head()];
    const first = await forge(2, "2030-01-01T00:00:00.000Z#one");
    const second = await forge(2, "2030-01-02T00:00:00.000Z#two");
    const beyond = await forge(2, "2029-01-01T00:00:00.000Z#beyond", { sequence: { N: "99" } });
    await put({ ...before, newest_hash: { S: "f".repeat(64) } });

    expect(await findings()).toEqual([
      ["INSERTED", beyond],
      ["INSERTED", idOf(real)],
      ["INSERTED", first],
      ["ALTERED", second],
    ]);
  });

  it("cannot be higher than the head's", async () => {
    await log("1", "2");
    const forged = await forge(2, "2020-01-01T00:00:00.000Z#early", { sequence: { N: "99" } });

    expect((await verifyLedger(api, eventId)).findings).toEqual([
      {
        code: "INSERTED",
        paymentId: forged,
        message: "The ledger did not assign sequence number 99 to this row.",
      },
    ]);
  });
});

describe("the chain", () => {
  beforeEach(() => log("1", "2", "3", "4", "5", "6"));

  it("reports every entry of an edited run, newest first", async () => {
    for (const sequence of [2, 3, 4]) await edit(sequence);

    const ids = await Promise.all([4, 3, 2].map(async (sequence) => idOf(await entry(sequence))));
    expect(await findings()).toEqual(ids.map((id) => ["ALTERED", id]));
  });

  it("trusts no entry that the next one does not vouch for, among several with a recomputed hash", async () => {
    for (const sequence of [2, 3, 4]) await put(withHash({ ...(await entry(sequence)), patron: { S: "T" } }));

    expect(await findings()).toEqual([
      ["ALTERED", idOf(await entry(4))],
      ["ALTERED", idOf(await entry(2))],
      ["BESIDE_ALTERED", idOf(await entry(3))],
    ]);
  });

  it("ends with the hash that the head names", async () => {
    await put({ ...(await head()), newest_hash: { S: "f".repeat(64) } });

    expect(await findings()).toEqual([["ALTERED", idOf(await entry(6))]]);
  });

  it("says nothing about the entry before a removed one", async () => {
    const newest = await entry(6);
    await remove(newest);
    await remove(await companionOf(newest));

    expect(await findings()).toEqual([
      ["SEQUENCE_GAP", null],
      ["TOTAL_MISMATCH", null],
    ]);
  });

  it("says nothing about the entry before one that names no previous hash", async () => {
    const { previous_hash: _, ...newest } = await entry(6);
    await put(withHash(newest));
    await put({ ...(await head()), newest_hash: withHash(newest).hash ?? { S: "" } });

    expect(await findings()).toEqual([]);
  });

  it("starts with no previous hash", async () => {
    eventId = await api.table.putEvent();
    await log("1");
    const first = withHash({ ...(await entry(1)), previous_hash: { S: "f".repeat(64) } });
    await put(first);
    await put({ ...(await head()), newest_hash: first.hash ?? { S: "" } });

    expect(await findings()).toEqual([["ALTERED", idOf(first)]]);
  });
});

describe("the companion of an entry", () => {
  let payment: string;

  beforeEach(async () => {
    [payment = ""] = await log("1", "2", "3", "4");
  });

  it("is consistent after a refund was voided", async () => {
    const { reversal } = await refundPayment(api, { paymentId: payment, amount: "0.50", reason: "Too much" });
    await voidPayment(api, { paymentId: reversal.id, reason: "Not paid out" });
    expect(await findings()).toEqual([]);

    const beside = await companionOf(await entry(1));
    await put({ ...beside, refunded: { N: "50" }, status: { S: "PARTIALLY_REFUNDED" } });
    expect(await findings()).toEqual([["BESIDE_ALTERED", payment]]);
  });

  it("cannot hide that the entry was voided or refunded, and the totals are still right", async () => {
    const before = await companionOf(await entry(1));
    await voidPayment(api, { paymentId: payment, reason: "Bounced" });
    const second = await companionOf(await entry(2));
    await refundPayment(api, { paymentId: idOf(await entry(2)), amount: "2", reason: "Too much" });
    await put(before);
    await put(second);

    expect(await findings()).toEqual([
      ["BESIDE_ALTERED", payment],
      ["BESIDE_ALTERED", idOf(await entry(2))],
    ]);
  });

  it("cannot claim what no entry says", async () => {
    const beside = await companionOf(await entry(3));
    await put({ ...beside, status: { S: "REFUNDED" }, refunded: { N: "300" } });

    expect(await verifyLedger(api, eventId)).toMatchObject({
      findings: [{ code: "BESIDE_ALTERED", message: "The state kept with entry 3 contradicts the entries." }],
    });
  });

  it("is not checked for a row outside the ledger, even if an entry names it", async () => {
    const suffix = "2030-01-01T00:00:00.000Z#late";
    const forged = await forge(1, suffix);
    const beside = await companionOf(await entry(1));
    await put({ ...beside, sk: { S: `STATE#${suffix}` }, status: { S: "REFUNDED" } });
    const newest = await entry(4);
    const naming = withHash({ ...newest, reverses: { S: forged } });
    await put(naming);
    await put({ ...(await head()), newest_hash: naming.hash ?? { S: "" } });

    expect(await findings()).toEqual([["INSERTED", forged]]);
  });

  it.each([
    ["the refunded amount", { refunded: { N: "50" } }],
    ["its amount", { minor_units: { N: "1" } }],
    ["the entry that reversed it", { reversed_by: { S: "nobody" } }],
  ])("cannot show a change that did not happen: %s", async (_, change) => {
    await put({ ...(await companionOf(await entry(3))), ...change });

    expect(await findings()).toEqual([["BESIDE_ALTERED", idOf(await entry(3))]]);
  });

  it("cannot show only a void if the entry was corrected", async () => {
    await correctPayment(api, { paymentId: payment, amount: "1.10", reason: "Misread" });
    await put({ ...(await companionOf(await entry(1))), status: { S: "VOIDED" } });

    expect(await findings()).toEqual([["BESIDE_ALTERED", payment]]);
  });

  it("is consistent after a full refund, and after the void of an amount that cannot be represented", async () => {
    await refundPayment(api, { paymentId: payment, amount: "1", reason: "Cancelled" });
    expect(await findings()).toEqual([]);

    eventId = await api.table.putEvent();
    await putLegacyRow(api.table, { eventId, amount: "10.005" });
    await log("1");
    const odd = idOf(await entry(1));
    expect(await findings()).toEqual([["UNREPRESENTABLE", odd]]);
    await voidPayment(api, { paymentId: odd, reason: "Not to be counted" });
    expect(await findings()).toEqual([]);
  });

  it("is reported as a removed entry if it has no entry, however high its number", async () => {
    const suffix = "2030-01-01T00:00:00.000Z#nothing";
    const beside = await companionOf(await entry(4));
    await put({ ...beside, sk: { S: `STATE#${suffix}` }, sequence: { N: "1000000000000000" } });

    expect(await findings()).toEqual([["REMOVED", toPaymentId({ eventId, suffix })]]);
  });

  it("is checked only in the event of its entry", async () => {
    const other = await api.table.putEvent();
    await correctPayment(api, { paymentId: payment, moveToEventId: other, reason: "Another charter" });
    expect(await findings()).toEqual([]);

    eventId = other;
    expect(await findings()).toEqual([]);
  });
});

describe("a ledger that grows during verification", () => {
  it("is consistent if a row was adopted between its page and that of its companion", async () => {
    await log("10.00", "20.00", "30.00", "40.00", "50.00", "60.00", "70.00");
    notThereYet = 2;

    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });
});
