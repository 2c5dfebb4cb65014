import { beforeAll, describe, expect, it } from "vitest";
import { toPaymentId } from "../../../../server/ledger/ids.ts";
import type { Finding } from "../../../../server/ledger/verify/verification-records.ts";
import { verifyLedger as verify } from "../../../../server/ledger/verify/verify-ledger.ts";
import type { Item } from "../../../../server/table/items.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { createStoreOfItems } from "../../../support/kept-items.ts";
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
/** The items of the ledger, and all that a verification reads besides. */
let items: Item[];
let others: Item[];

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
  const [own, elsewhere] = [await api.table.items(eventId), await api.table.items(other)];
  items = own.filter(({ sk }) => sk?.S !== "META");
  others = [...own.filter(({ sk }) => sk?.S === "META"), ...elsewhere];
});

/** The findings in the ledger with one item changed: removed, replaced or added. */
async function findingsIn(changed: readonly Item[]): Promise<Finding[]> {
  const store = createStoreOfItems([...others, ...changed]);
  const context = { store, operatorCurrency: "USD", timeZone: "America/Los_Angeles" };
  return (await verify(context, eventId))?.findings ?? [];
}

const replaced = (item: Item, by: readonly Item[]) => items.flatMap((one) => (one === item ? by : [one]));

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

const kindOf = ({ sk, kind }: Item) => `${sk?.S?.split("#")[0]} ${kind?.S ?? ""}`.trim();

interface Change {
  /** What is changed, and how. */
  attribute: string;
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
      { attribute: name, name: `${name} removed`, item, changed: rest },
      {
        attribute: name,
        name: `${name} changed`,
        item,
        changed: { ...item, [name]: other as NonNullable<typeof other> },
      },
    ];
  });
  return [
    ...made,
    { attribute: "added", name: "an attribute added", item, changed: { ...item, added: { S: "x" } } },
  ];
}

/** What is found if these attributes of the head are wrong: sums, and what only the entries can prove. */
const FOUND_ELSEWHERE: Record<string, string> = {
  ...{ collected: "TOTAL_MISMATCH", standing_count: "TOTAL_MISMATCH", methods: "TOTAL_MISMATCH" },
  ...{ purposes: "TOTAL_MISMATCH", last_number: "TOTAL_MISMATCH" },
  ...{ sequence: "SEQUENCE_GAP", newest_hash: "ALTERED" },
};

/** Whether a finding leads to what was changed: the id of the entry, the number of the record, or the item and its attribute. */
function names({ code, paymentId, message }: Finding, { item, attribute }: Change): boolean {
  const [, prefix, suffix = ""] = /^([A-Z]+)#?(.*)$/.exec(item.sk?.S ?? "") ?? [];
  if (prefix === "REF") return paymentId === item.payment_id?.S && /reference/.test(message);
  if (prefix === "TERMS") return message.startsWith("The terms in force") && message.includes(attribute);
  if (prefix === "LEDGER") return message.includes(attribute) || code === FOUND_ELSEWHERE[attribute];
  const isNumbered = new RegExp(`(record|number) ${item.sequence?.N}\\b`, "i").test(message);
  return paymentId === null ? isNumbered : paymentId === toPaymentId({ eventId, suffix });
}

/** Every item that may differ from what entries say, and the entries that together have every attribute; at full size all. */
function chooseItems(prefix: string): Item[] {
  const ofKind = items.filter(({ sk }) => sk?.S?.split("#")[0] === prefix);
  if (prefix !== "PAYMENT" || process.env.TEST_SIZE === "full") return ofKind;
  const seen = new Set<string>();
  return ofKind.filter((item) => {
    const found = Object.keys(item).map((name) => `${kindOf(item)} ${name}`);
    const isNew = found.some((name) => !seen.has(name));
    for (const name of found) seen.add(name);
    return isNew;
  });
}

/** The changes that no finding names. */
async function unnamed(changes: Change[]): Promise<string[]> {
  const missed: string[] = [];
  for (const change of changes) {
    const findings = await findingsIn(replaced(change.item, [change.changed]));
    if (!findings.some((finding) => names(finding, change)))
      missed.push(`${kindOf(change.item)}: ${change.name}: ${findings.map(({ message }) => message)}`);
  }
  return missed;
}

describe("one change in the table is found by verifyLedger", () => {
  it("and nothing is found before", async () => {
    expect((await verifyLedger(api, eventId)).findings).toEqual([]);
    expect(await findingsIn(items)).toEqual([]);
    expect(new Set(items.map(({ sk }) => sk?.S?.split("#")[0]))).toEqual(
      new Set(["PAYMENT", "RECORD", "STATE", "LEDGER", "TERMS", "REF"]),
    );
  });

  it.each(["PAYMENT", "RECORD", "STATE", "LEDGER", "TERMS", "REF"])(
    "in any attribute of any item: %s",
    async (prefix) => {
      expect(await unnamed(chooseItems(prefix).flatMap(changesOf))).toEqual([]);
    },
  );

  it("if any item is deleted, or copied under another key", async () => {
    const missed: string[] = [];
    for (const item of items) {
      const sk = item.sk?.S ?? "";
      if ((await findingsIn(replaced(item, []))).length === 0) missed.push(`${sk} deleted`);
      const copy = { ...item, sk: { S: `${sk}x` } };
      const isCopied = sk.includes("#") && (await findingsIn([...items, copy])).length === 0;
      if (isCopied) missed.push(`${sk} copied`);
    }
    expect(missed).toEqual([]);
  });
});
