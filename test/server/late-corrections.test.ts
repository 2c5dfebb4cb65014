import { describe, expect, it } from "vitest";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { logPayment, readLedger } from "../support/payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "../support/reversals.ts";

const reason = "Because";

/** Two processes of one ledger. Once, a write of the first waits, after reading, until `meanwhile` is done. */
async function createProcessesWithSlowFirst(
  meanwhile: (second: TestApi) => Promise<unknown>,
): Promise<[TestApi, TestApi]> {
  const second = await createTestApi();
  let isHeld = true;
  const store = (real: LedgerStore): LedgerStore => ({
    ...real,
    async commit(commit) {
      if (isHeld) {
        isHeld = false;
        await meanwhile(second);
      }
      return real.commit(commit);
    },
  });
  return [await createTestApi({ table: second.table, store }), second];
}

describe("a correction that read a payment before others wrote", () => {
  it("is refused if the payment was refunded in the meantime", async () => {
    let paymentId = "";
    const refund = (second: TestApi) => refundPayment(second, { paymentId, amount: "25.50", reason });
    const [slow, second] = await createProcessesWithSlowFirst(refund);
    const eventId = await second.table.putEvent();
    paymentId = (await logPayment(second, { eventId })).payment.id;

    expect(await correctPayment(slow, { paymentId, amount: "200.00", reason })).toMatchObject({
      code: "REFUND_STANDING",
    });

    const { payments, totalCollected } = await readLedger(second, eventId);
    expect(payments.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(["PAYMENT", "REFUND"]);
    expect(totalCollected.amount).toBe("100.00");
    expect(await verifyLedger(second, eventId)).toEqual({ ok: true, entries: 2, findings: [] });
  });

  it("is written after a refund and its void, and leaves no trace of them on the payment", async () => {
    let paymentId = "";
    const refundAndVoid = async (second: TestApi) => {
      const { reversal } = await refundPayment(second, { paymentId, amount: "25.50", reason });
      await voidPayment(second, { paymentId: reversal.id, reason });
    };
    const [slow, second] = await createProcessesWithSlowFirst(refundAndVoid);
    const eventId = await second.table.putEvent();
    paymentId = (await logPayment(second, { eventId })).payment.id;

    const { original } = await correctPayment(slow, { paymentId, amount: "200.00", reason });

    expect(original).toMatchObject({ status: "CORRECTED", refundedAmount: { amount: "0.00" } });
    const { payments, totalCollected, paymentCount } = await readLedger(second, eventId);
    expect(payments.nodes.map(({ kind }: { kind: string }) => kind)).toEqual([
      "PAYMENT",
      "REFUND",
      "VOID",
      "VOID",
      "PAYMENT",
    ]);
    expect([totalCollected.amount, paymentCount]).toEqual(["200.00", 1]);
    expect(await verifyLedger(second, eventId)).toMatchObject({ ok: true, entries: 5 });
  });
});
