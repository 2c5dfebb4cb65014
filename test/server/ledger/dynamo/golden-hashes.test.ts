import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../../server/clock.ts";
import { adoptEvent } from "../../../../server/ledger/adopt/adopt-event.ts";
import { sealEntry } from "../../../../server/ledger/dynamo/items/stored-row.ts";
import { createDynamoLedgerStore } from "../../../../server/ledger/dynamo/store.ts";
import type { NewEntry } from "../../../../server/ledger/entry.ts";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
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

const SALT = "00112233445566778899aabbccddeeff";
const ENTERED_AT = "2026-06-15T08:00:00.000Z";

/** Made by the first version of format 2. They must never change. */
const GOLDEN: Record<string, string> = {
  "a number of 38 digits": "f1bd63cd2f564dd997e5394e6e9280b6480246c15af6f0a14802819a89561b49",
  "a fraction of 38 digits": "a2617d1de15fc2ba3501403b6b516c8558f3e8f8935627d9e19fa1a879ae2020",
  "a number that no float holds": "72904f34263647bd5fb76a31afd34e7a900099b22014031a9b49cbf5f0884bd3",
  "a very small and a very large number": "a72fd8602840432fa4d439a92354362780fa22064f277bcfe8a64997250000c0",
  bytes: "8a4cad0b4c879ce10f3374964093be6422d7bd66bc873257ff3eff643e3070f6",
  "no bytes": "a8c12ca638b756c4169513df2f5d4e56cdd0fe7411ef5a3324cb53314a22609c",
  "a set of texts": "cd7362d038cb59a24121c9c59fbac9307766fb0f241ac1fc536d6e3520b1d282",
  "a set of numbers": "7a05a50f449b174662e4a4a04d068ba9e347b99836534b528a165da42081bf05",
  "a set of bytes": "98bd9ba4511e69fc11c369653abcef5e39d2bb7a86d8a85dfdb7d49192bd33d1",
  "nothing, yes and no": "a528040fa4feb756a2e55c488e48f0151dc1b0a78e7f342c69dba5437d91fddd",
  "a list of everything": "e5f31d627272cc91af0a7bfc325abb4fb59f546be85381f2753d194b5fa209ae",
  "a nested map": "e22032aede3344dc67e6a0f70ad7d0626346e7d95bd462550d72faab8eb0c498",
};

describe("the hash of a row with", () => {
  let table: TestTable;
  let store: LedgerStore;
  beforeAll(async () => {
    table = await createTestTable();
    store = createDynamoLedgerStore(table);
    for (const [at, shape] of Object.values(SHAPES).entries()) await table.putItem(rowOf(shape, at));
  });

  it.each(Object.keys(SHAPES).map((name, at) => ({ name, at })))(
    "$name never changes",
    async ({ name, at }) => {
      const { rows } = await store.readRows({ eventId: EVENT, limit: 100 });
      const facts = { sequence: at + 1, number: at + 1, previousHash: "0".repeat(64), salt: SALT };
      const derived = { enteredAt: ENTERED_AT, receivedOn: "2026-06-14", minorUnits: 12550, currency: "USD" };
      expect(rows[at]?.computeHash({ ...facts, ...derived })).toBe(GOLDEN[name]);
    },
  );

  it("any of these verifies", async () => {
    const context = { store, clock: systemClock, operatorCurrency: "USD", timeZone: "UTC" };
    await adoptEvent(context, EVENT);
    expect(await verifyLedger(context, EVENT)).toEqual({ entries: Object.keys(SHAPES).length, findings: [] });
  });
});

const ENTRY: NewEntry = {
  ref: { eventId: EVENT, suffix: "2026-06-14T23:30:00.000Z#golden" },
  kind: "REFUND",
  minorUnits: -12550,
  parts: { FARE: -10000, SECURITY_DEPOSIT: -2550 },
  currency: "USD",
  patron: 'Maya Rivera é 𝄞 " \\ \u2028',
  method: "ZELLE",
  reference: "ZL-1",
  externalId: "INV-7",
  notes: "Two\nlines",
  receivedOn: "2026-06-14",
  typedAt: "2026-06-14T23:29:00.000Z",
  loggedAt: "2026-06-14T23:30:00.000Z",
  recordedBy: "Ines Duarte",
  principal: "admin",
  call: "ab".repeat(32),
  salt: SALT,
  reason: "A mistake",
  reverses: "reversed",
  replaces: "replaced",
  duplicateOf: "duplicate",
  movedTo: "another-event",
  number: 3,
  totalAfterMinorUnits: 9007199254740991,
  sequence: 7,
  previousHash: "0".repeat(64),
};

const NOTHING_ELSE = {
  ...{ patron: null, method: null, reference: null, notes: null, receivedOn: null, recordedBy: null },
  ...{ reason: null, reverses: null, replaces: null, duplicateOf: null, movedTo: null },
  ...{ parts: null, externalId: null, typedAt: null, call: null, number: null },
};

describe("the hash of an entry", () => {
  it.each([
    ["with everything", ENTRY, "a01b97200c1f2c5d86e5590ae31b2fe3b3702f094911e690c99577a554a43a93"],
    [
      "with little",
      { ...ENTRY, kind: "PAYMENT" as const, minorUnits: 5, currency: "JPY", ...NOTHING_ELSE },
      "84f05ebb9ae07db81640c1c6a9eb8d71449c0aee36a1837f671e11ff2915e059",
    ],
  ])("%s never changes", (_, entry, hash) => {
    expect(sealEntry(entry).hash).toBe(hash);
  });
});
