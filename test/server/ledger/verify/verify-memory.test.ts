import { expect, it } from "vitest";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import { verifyLedger } from "../../../../server/ledger/verify/verify-ledger.ts";
import { heapInUse } from "../../../support/heap.ts";
import { createLongLedger } from "../../../support/long-ledger.ts";

const ENTRIES = 20_000;
const FEW = 2000;
/** Less than a hash in text. */
const MAX_BYTES_PER_ENTRY = 32;

it("keeps no entry in memory that has no changes, while a ledger is verified", async () => {
  const held = new Map<number, number>();
  const onProgress = (entries: number) => {
    if (entries === FEW || entries === ENTRIES - FEW) held.set(entries, heapInUse());
  };
  const store = createLongLedger("charter-1", ENTRIES) as LedgerStore;

  const verified = await verifyLedger(
    { store, operatorCurrency: "USD", timeZone: "UTC", onProgress },
    "charter-1",
  );

  expect(verified).toEqual({ entries: ENTRIES, findings: [] });
  const [few = 0, many = 0] = held.values();
  expect((many - few) / (ENTRIES - 2 * FEW)).toBeLessThan(MAX_BYTES_PER_ENTRY);
});
