import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../support/api.ts";
import { hashByHand } from "../../../support/hash-by-hand.ts";
import { logPayment, readLedger } from "../../../support/payments.ts";

const WRITERS = 50;

describe("50 concurrent writers on one event", () => {
  it.each([
    ["through one server", 1],
    ["through three independent servers", 3],
  ])("%s log each payment once, in one unbroken chain, with an exact total", async (_name, servers) => {
    const first = await createTestApi();
    const apis = [first];
    while (apis.length < servers) apis.push(await createTestApi({ table: first.table }));
    const eventId = await first.table.putEvent();
    const amounts = fc.sample(fc.integer({ min: 1, max: 99_999_999 }), { numRuns: WRITERS, seed: 7 });

    const answers = await Promise.all(
      amounts.map(async (minorUnits, at) => {
        const input = {
          eventId,
          amount: (minorUnits / 100).toFixed(2),
          idempotencyKey: `key-${at}`,
          patron: `Patron ${at}`,
        };
        const api = apis[at % servers] ?? first;
        let answer = await logPayment(api, input);
        while (answer.code === "BUSY") answer = await logPayment(api, input);
        return answer;
      }),
    );

    expect(answers.map((answer) => answer.__typename)).toEqual(Array(WRITERS).fill("PaymentLogged"));
    const ledger = await readLedger(first, eventId);
    expect(ledger.payments.nodes.map((node: { sequence: number }) => node.sequence)).toEqual(
      Array.from({ length: WRITERS }, (_, at) => at + 1),
    );
    expect(ledger.totalCollected.minorUnits).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
    expect(ledger.paymentCount).toBe(WRITERS);
    expect(new Set(answers.map((answer) => answer.payment.id)).size).toBe(WRITERS);

    const entries = (await first.table.items(eventId)).filter((item) => item.sk?.S?.startsWith("PAYMENT#"));
    let previous = "0".repeat(64);
    for (const entry of entries) {
      expect(Buffer.from(entry.previous_hash?.B ?? []).toString("hex")).toBe(previous);
      previous = Buffer.from(entry.hash?.B ?? []).toString("hex");
      expect(previous).toBe(hashByHand(entry));
    }
    expect(ledger.ledgerHead).toBe(previous);
  });

  it("get Busy if they have too little time, and log nothing", async () => {
    const api = await createTestApi({
      writeBudgetMilliseconds: 50,
      store: (real) => ({ ...real, commit: async () => ({ result: "raced" }) }),
    });
    const eventId = await api.table.putEvent();

    expect(await logPayment(api, { eventId })).toMatchObject({ code: "BUSY", retryable: true, path: [] });
    expect(await readLedger(api, eventId)).toMatchObject({ lastSequence: 0 });
  });
});

describe("a commit whose answer is lost", () => {
  it("is recognized as our own, and answered like the first time", async () => {
    let lost = 0;
    const { StoreUnavailableError } = await import("../../../../server/values/unavailable.ts");
    const api = await createTestApi({
      store: (real) => ({
        ...real,
        async commit(commit) {
          const outcome = await real.commit(commit);
          if (lost++ === 0) throw new StoreUnavailableError("The answer was lost.");
          return outcome;
        },
      }),
    });
    const eventId = await api.table.putEvent();

    expect(await logPayment(api, { eventId })).toMatchObject({ replayed: false, payment: { sequence: 1 } });
    expect(await readLedger(api, eventId)).toMatchObject({
      lastSequence: 1,
      totalCollected: { amount: "125.50" },
    });
  });
});
