import { describe, expect, it } from "vitest";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import { StoreUnavailableError } from "../../../../server/values/unavailable.ts";
import { createTestApi, type TestApi } from "../../../support/api.ts";
import { logPayment } from "../../../support/payments.ts";
import { correctPayment, refundPayment, voidPayment } from "../../../support/reversals.ts";

const REASON = "Typed wrongly";

/** An API on the table of another one, whose store fails this many reads of entries. */
async function withRefusedReads(api: TestApi, refused: number): Promise<TestApi> {
  let left = refused;
  const unsteady = (real: LedgerStore): LedgerStore => ({
    ...real,
    async readLines(refs) {
      if (left-- > 0) throw new StoreUnavailableError("The table cannot be reached.");
      return real.readLines(refs);
    },
  });
  return createTestApi({ table: api.table, store: unsteady, writeBudgetMilliseconds: 300 });
}

async function aPayment(): Promise<{ api: TestApi; paymentId: string }> {
  const api = await createTestApi();
  const eventId = await api.table.putEvent();
  const { payment } = await logPayment(api, { eventId, method: "ZELLE", reference: "ZL-1" });
  return { api, paymentId: payment.id };
}

describe("a failing read of the store", () => {
  it("does not prevent a correction if it fails once", async () => {
    const { api, paymentId } = await aPayment();
    const unsteady = await withRefusedReads(api, 1);

    expect(await correctPayment(unsteady, { paymentId, reason: REASON, amount: "99.00" })).toMatchObject({
      replacement: { amount: { amount: "99.00" }, reference: "ZL-1" },
    });
  });

  it.each([
    ["voided", (api: TestApi, paymentId: string) => voidPayment(api, { paymentId, reason: REASON })],
    [
      "refunded",
      (api: TestApi, paymentId: string) => refundPayment(api, { paymentId, reason: REASON, amount: "1" }),
    ],
    [
      "corrected",
      (api: TestApi, paymentId: string) =>
        correctPayment(api, { paymentId, reason: REASON, amount: "99.00" }),
    ],
  ])("that keeps failing makes the ledger busy when a payment is %s", async (_, write) => {
    const { api, paymentId } = await aPayment();
    const unsteady = await withRefusedReads(api, Number.POSITIVE_INFINITY);

    expect(await write(unsteady, paymentId)).toMatchObject({ code: "BUSY" });
  });
});
