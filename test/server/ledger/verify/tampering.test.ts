import { beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../../../server/table/items.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { putLegacyRow } from "../../../support/legacy-rows.ts";
import { logPayment } from "../../../support/payments.ts";
import {
  correctPayment,
  refundPayment,
  setEventTerms,
  verifyLedger,
  voidPayment,
} from "../../../support/reversals.ts";

/** What cannot be recomputed, as SECURITY.md lists it: the state of mails, and where receipts go. */
const NOT_PROVED = new Set(["mail", "patron_email"]);

/** What identifies an item; an item under another key is another item. */
const KEYS = new Set(["pk", "sk"]);

let api: TestApi;
let eventId: string;
let items: Item[];

/** A ledger with every kind of item in every state: adopted rows, parts, references, reversals, terms, a move, late mails. */
beforeAll(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
  const other = await api.table.putEvent();
  await putLegacyRow(api.table, { eventId, amount: "10", timestamp: "2025-05-01T10:00:00" });
  await putLegacyRow(api.table, { eventId, amount: "20", timestamp: "2025-05-02T10:00:00" });
  await setEventTerms(api, { eventId, agreedTotal: "900", deposit: "300" });
  const log = async (input: Record<string, unknown>) =>
    (await logPayment(api, { eventId, ...input })).payment.id as string;
  const tipped = await log({
    amount: "780",
    parts: [
      { purpose: "GRATUITY", amount: "180" },
      { purpose: "SECURITY_DEPOSIT", amount: "50" },
    ],
    patronEmail: "maya@example.com",
    typedAt: "2026-06-14T23:29:50.000Z",
    externalId: "INV-7",
    idempotencyKey: "k1",
    notes: "On the dock",
  });
  const check = await log({ amount: "2", method: "CHECK", reference: "0042" });
  const zelle = await log({ amount: "3", method: "ZELLE", reference: "ZL-9" });
  const moved = await log({ amount: "4", patron: "Tom Okafor" });
  const wrong = await log({ amount: "5", patron: "Ines Duarte" });
  await refundPayment(api, {
    paymentId: tipped,
    amount: "70",
    parts: [{ purpose: "SECURITY_DEPOSIT", amount: "50" }],
    reason: "Nothing was broken",
  });
  await voidPayment(api, { paymentId: check, reason: "Bounced" });
  await correctPayment(api, { paymentId: zelle, amount: "3.30", reason: "Misread" });
  await correctPayment(api, { paymentId: moved, moveToEventId: other, reason: "Another charter" });
  const refund = await refundPayment(api, { paymentId: wrong, amount: "1", reason: "Too much" });
  await voidPayment(api, { paymentId: refund.reversal.id, reason: "It was not given back" });
  await setEventTerms(api, { eventId, agreedTotal: "950" });
  items = (await api.table.items(eventId)).filter(({ sk }) => sk?.S !== "META");
});

const isOk = async () => (await verifyLedger(api, eventId)).ok as boolean;

const bytesOf = (value: Uint8Array) => Uint8Array.from(value, (byte, at) => (at === 0 ? byte ^ 1 : byte));

/** Another value of the same type. */
function otherThan(value: NonNullable<Item[string]>): Item[string] {
  if (value.S !== undefined) return { S: `${value.S}x` };
  if (value.N !== undefined) return { N: String(Number(value.N) + 1) };
  if (value.B !== undefined) return { B: bytesOf(value.B) };
  if (value.BOOL !== undefined) return { BOOL: !value.BOOL };
  if (value.L !== undefined) return { L: [...value.L, { S: "x" }] };
  return { M: { ...value.M, x: { S: "x" } } };
}

const kindOf = (item: Item) =>
  `${item.sk?.S?.split("#")[0]} ${item.kind?.S ?? (item.v || item.sk?.S === "LEDGER" ? "" : "legacy")}`.trim();

interface Change {
  name: string;
  item: Item;
  changed: Item;
}

/** Every attribute removed and changed, and one added. */
function changesOf(item: Item): Change[] {
  const names = Object.keys(item).filter((name) => !KEYS.has(name) && !NOT_PROVED.has(name));
  const made = names.flatMap((name) => {
    const { [name]: value, ...rest } = item;
    const other = otherThan(value as NonNullable<Item[string]>);
    return [
      { name: `${name} removed`, item, changed: rest },
      { name: `${name} changed`, item, changed: { ...item, [name]: other as NonNullable<typeof other> } },
    ];
  });
  return [...made, { name: "an attribute added", item, changed: { ...item, added: { S: "x" } } }];
}

/** The items that together have every attribute of every kind; at full size all of them. */
function chooseItems(all: Item[]): Item[] {
  if (process.env.TEST_SIZE === "full") return all;
  const seen = new Set<string>();
  return all.filter((item) => {
    const names = Object.keys(item).map((name) => `${kindOf(item)} ${item.adopted?.BOOL ?? ""} ${name}`);
    const isNew = names.some((name) => !seen.has(name));
    for (const name of names) seen.add(name);
    return isNew;
  });
}

/** The changes that leave the ledger without a finding. */
async function unseen(changes: Change[]): Promise<string[]> {
  const missed: string[] = [];
  for (const { name, item, changed } of changes) {
    await api.table.putItem(changed);
    if (await isOk()) missed.push(`${kindOf(item)}: ${name}`);
    await api.table.putItem(item);
  }
  return missed;
}

describe("one change in the table is found by verifyLedger", () => {
  it("and nothing is found before", async () => {
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
    expect(new Set(items.map(({ sk }) => sk?.S?.split("#")[0]))).toEqual(
      new Set(["PAYMENT", "RECORD", "STATE", "LEDGER", "TERMS", "REF"]),
    );
  });

  it.each(["PAYMENT", "RECORD", "STATE", "LEDGER", "TERMS", "REF"])(
    "in any attribute of any item: %s",
    { timeout: 600_000 },
    async (prefix) => {
      const ofKind = items.filter(({ sk }) => sk?.S?.split("#")[0] === prefix);
      expect(await unseen(chooseItems(ofKind).flatMap(changesOf))).toEqual([]);
    },
  );

  it("if any item is deleted, or copied under another key", { timeout: 300_000 }, async () => {
    const missed: string[] = [];
    for (const item of chooseItems(items)) {
      const key = { pk: item.pk?.S ?? "", sk: item.sk?.S ?? "" };
      await api.table.deleteItem(key);
      if (await isOk()) missed.push(`${key.sk} deleted`);
      await api.table.putItem(item);
      if (!key.sk.includes("#")) continue;
      const copy = { pk: key.pk, sk: `${key.sk}x` };
      await api.table.putItem({ ...item, sk: { S: copy.sk } });
      if (await isOk()) missed.push(`${key.sk} copied`);
      await api.table.deleteItem(copy);
    }
    expect(missed).toEqual([]);
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
  });
});
