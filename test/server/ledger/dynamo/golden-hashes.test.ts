import { beforeAll, describe, expect, it } from "vitest";
import { adoptEvent } from "../../../../server/ledger/adopt/adopt-event.ts";
import { toEntryItem } from "../../../../server/ledger/dynamo/items/entry-item.ts";
import { createDynamoLedgerStore } from "../../../../server/ledger/dynamo/store.ts";
import type { NewEntry } from "../../../../server/ledger/entry.ts";
import { verifyLedger } from "../../../../server/ledger/verify/verify-ledger.ts";
import type { Item } from "../../../../server/table/items.ts";
import { createTestTable, type TestTable } from "../../../support/table.ts";

const EVENT = "golden-event";
const bytes = (...members: number[]) => Uint8Array.from(members);

/** One legacy row for every shape that an attribute can have, in the order of their keys. */
const SHAPES: Record<string, Item> = {
  "a number of 38 digits": { odd: { N: "12345678901234567890123456789012345678" } },
  "a fraction of 38 digits": { odd: { N: "-1.2345678901234567890123456789012345678" } },
  "a number that no float holds": { odd: { N: "0.1" }, more: { N: "9007199254740993" } },
  "a very small and a very large number": { odd: { N: "1E-130" }, more: { N: "9.9E125" } },
  bytes: { odd: { B: bytes(0, 127, 128, 255) } },
  "no bytes": { odd: { B: bytes() } },
  "a set of texts": { odd: { SS: ["Ines Duarte", "Tom Okafor"] } },
  "a set of numbers": { odd: { NS: ["1", "2.5"] } },
  "a set of bytes": { odd: { BS: [bytes(1), bytes(2, 3)] } },
  "nothing, yes and no": { odd: { NULL: true }, more: { BOOL: true }, less: { BOOL: false } },
  "a list of everything": {
    odd: {
      L: [
        { S: 'é 𝄞 \u2028 " \\' },
        { N: "125.5" },
        { BOOL: false },
        { NULL: true },
        { L: [] },
        { B: bytes(9) },
      ],
    },
  },
  "a nested map": {
    odd: { M: { z: { M: { b: { S: "" }, a: { N: "0" } } }, é: { L: [{ M: {} }] }, A: { SS: ["x"] } } },
  },
};

const rowOf = (shape: Item, at: number): Item => ({
  pk: { S: EVENT },
  sk: { S: `PAYMENT#2026-06-14T18:00:${String(at).padStart(2, "0")}.000000#golden` },
  amount: { N: "125.5" },
  patron: { S: "Maya Rivera" },
  timestamp: { S: "2026-06-14T18:00:00" },
  ...shape,
});

/** Made by the first version that hashed. They must never change. */
const GOLDEN: Record<string, string> = {
  "a number of 38 digits": "f810c669ad63b25900c7e1cc19cbe21505d07211e3382c8326325abd2516a34e",
  "a fraction of 38 digits": "c1f604a7c4f6d398adb37b8aed92340dd155e3fd234f6551806827532aabeeec",
  "a number that no float holds": "d7341a4f3b09a5fdf643cca472aca2f3b0803486c28a7e6f65066f2dd5eda614",
  "a very small and a very large number": "9ea6f415cba82b4a590a479ef3c48bfeec73b70fb368923ff4f38a4b3e21e5dc",
  bytes: "1d061db50b1e6ca4d93b753b65be5c860e232eef2c7e41ec3b2dd67a52761552",
  "no bytes": "42e305f31f62d11ff335487497e1a789f5f51ee9c5947ee42ca22c5dabb2e6f0",
  "a set of texts": "95bef7333596877e455b46575a532942a0dc14f5fe34a80a961f14aa97ffcebc",
  "a set of numbers": "50cc80b376a8ca943219d42fd3b3ed5a9bc5d00dc8b1886f79e9ac92d5a1b0a6",
  "a set of bytes": "ce5b2fc881addffc9aa41824b4f957c7b45910da038b96825b98f8eb14f2683d",
  "nothing, yes and no": "65e8edc3d3fe7d6398a7d1fdf1aaf48ef563596481e7e8e7d7376e46f80ca460",
  "a list of everything": "ef66914f11f6dabf3dbf97d04c0335ed572c916df474a98ed602819339045abd",
  "a nested map": "527f6a73d58710fe4247855711ba8e7b940176175053264d25ec6dcf9c2156ed",
};

describe("the hash of a row with", () => {
  let table: TestTable;
  let hashes: (string | null)[];
  beforeAll(async () => {
    table = await createTestTable();
    const context = { store: createDynamoLedgerStore(table), operatorCurrency: "USD", timeZone: "UTC" };
    for (const [at, shape] of Object.values(SHAPES).entries()) await table.putItem(rowOf(shape, at));
    await adoptEvent(context, EVENT);
    const { companions } = await context.store.readCompanions({ eventId: EVENT, limit: 100 });
    hashes = companions.map(({ hash }) => hash);
  });

  it.each(Object.keys(SHAPES).map((name, at) => ({ name, at })))("$name never changes", ({ name, at }) => {
    expect(hashes[at]).toBe(GOLDEN[name]);
  });

  it("any of these verifies", async () => {
    const context = { store: createDynamoLedgerStore(table), operatorCurrency: "USD", timeZone: "UTC" };
    expect(await verifyLedger(context, EVENT)).toEqual({ entries: Object.keys(SHAPES).length, findings: [] });
  });
});

const ENTRY: NewEntry = {
  ref: { eventId: EVENT, suffix: "2026-06-14T23:30:00.000Z#golden" },
  kind: "REFUND",
  minorUnits: -12550,
  currency: "USD",
  patron: 'Maya Rivera é 𝄞 " \\ \u2028',
  method: "ZELLE",
  reference: "ZL-1",
  notes: "Two\nlines",
  receivedOn: "2026-06-14",
  loggedAt: "2026-06-14T23:30:00.000Z",
  recordedBy: "Ines Duarte",
  principal: "admin",
  reason: "A mistake",
  reverses: "reversed",
  replaces: "replaced",
  duplicateOf: "duplicate",
  totalAfterMinorUnits: 9007199254740991,
  sequence: 7,
  previousHash: "0".repeat(64),
};

const NOTHING_ELSE = {
  ...{ patron: null, method: null, reference: null, notes: null, receivedOn: null, recordedBy: null },
  ...{ reason: null, reverses: null, replaces: null, duplicateOf: null },
};

describe("the hash of an entry", () => {
  it.each([
    ["with everything", ENTRY, "ff911bb5867d1d361830491d0697a1ebd2cd959b3771bcebac9c4a8aa7e0bcd6"],
    [
      "with little",
      { ...ENTRY, kind: "PAYMENT" as const, minorUnits: 5, currency: "JPY", ...NOTHING_ELSE },
      "c7f555e3939b62c742130cddf1244a794fd04955bf90db45ba1b596e821f51c4",
    ],
  ])("%s never changes", (_, entry, hash) => {
    expect(toEntryItem(entry).hash).toEqual({ S: hash });
  });
});
