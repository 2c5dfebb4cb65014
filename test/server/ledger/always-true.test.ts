import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStory } from "../../support/a-story.ts";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { readLedger } from "../../support/payments.ts";
import { runStory } from "../../support/run-story.ts";
import { fare, type Story } from "../../support/story-operations.ts";

const SEQUENCES = process.env.TEST_SIZE === "full" ? 1000 : 60;

/** Many times what a story takes, so that a busy machine has time for all of them. */
const TIMEOUT_MILLISECONDS = SEQUENCES * 6_000;

const cash = { type: "log", event: 0, method: "CASH", reference: null } as const;

/**
 * Reduced from seed 800595060, path "59": a payment and its refund, then, in one step, the correction of the payment and the
 * void of the refund. The correction can only be written after the void, although it is called before it.
 */
const CORRECTED_AFTER_A_VOID: Story = [
  [{ ...cash, amount: fare(200), patron: 0 }],
  [{ type: "refund", target: 0, amount: fare(200) }],
  [
    { type: "correct", target: 1, minorUnits: 300, parts: null, reference: null, moveTo: null },
    { type: "void", target: 0 },
  ],
  [{ ...cash, amount: fare(100), patron: 1, method: "VENMO" }],
];

/** Found by seed -1213898029: a legacy row has no method, but the payment that replaces it has one, and so has its reference. */
const ROW_CORRECTED_WITH_A_REFERENCE: Story = [
  [{ type: "row", event: 0, minorUnits: 100, time: "the day before" }],
  [{ type: "correct", target: 0, minorUnits: null, parts: null, reference: "42", moveTo: null }],
];

const TIP = { FARE: 0, GRATUITY: 20, SECURITY_DEPOSIT: 0 };

/** A refund of a tip that was a mistake: all of the payment can be given back again, the tip as a tip. */
const TIP_REFUNDED_TWICE: Story = [
  [{ ...cash, amount: { ...TIP, FARE: 100 }, patron: 0 }],
  [{ type: "refund", target: 0, amount: TIP }],
  [{ type: "void", target: 0 }],
  [{ type: "refund", target: 2, amount: fare(120) }],
  [{ type: "refund", target: 2, amount: { ...TIP, FARE: 100 } }],
];

const EXAMPLES: [Story][] = [
  [CORRECTED_AFTER_A_VOID],
  [ROW_CORRECTED_WITH_A_REFERENCE],
  [TIP_REFUNDED_TWICE],
];

/** Two processes of one ledger. The first corrects nothing before the second has voided something. */
async function createProcessesWithLateFirst(): Promise<[TestApi, TestApi]> {
  const first = await createTestApi();
  const second = await createTestApi({ table: first.table });
  const voided = Promise.withResolvers<void>();
  return [
    {
      ...first,
      async graphql(query, ...more) {
        if (query.includes("correctPayment(")) await voided.promise;
        return first.graphql(query, ...more);
      },
    },
    {
      ...second,
      async graphql(query, ...more) {
        const answer = await second.graphql(query, ...more);
        if (query.includes("voidPayment(")) voided.resolve();
        return answer;
      },
    },
  ];
}

describe("the invariants of ledger.md", () => {
  it(
    `hold over ${SEQUENCES} stories in which three processes log, void, refund, correct, move, repeat, agree on terms and adopt rows, several at the same time`,
    async () => {
      const first = await createTestApi();
      const second = await createTestApi({ table: first.table });
      const third = await createTestApi({ table: first.table });

      await fc.assert(
        fc.asyncProperty(aStory, async (story) => {
          await runStory(story, [first, second, third]);
        }),
        {
          numRuns: SEQUENCES,
          endOnFailure: true,
          examples: EXAMPLES,
        },
      );
    },
    TIMEOUT_MILLISECONDS,
  );

  it("hold if a correction is called before the void of a refund that it must wait for", async () => {
    const apis = await createProcessesWithLateFirst();
    const [eventId = ""] = await runStory(CORRECTED_AFTER_A_VOID, apis);
    const { payments } = await readLedger(apis[0], eventId);
    expect(payments.nodes.map(({ kind, status }: Record<string, unknown>) => `${kind} ${status}`)).toEqual([
      "PAYMENT CORRECTED",
      "REFUND VOIDED",
      "VOID RECORDED",
      "VOID RECORDED",
      "PAYMENT RECORDED",
      "PAYMENT RECORDED",
    ]);
    const amounts = payments.nodes.map(({ amount }: { amount: { minorUnits: number } }) => amount.minorUnits);
    expect(amounts).toEqual([200, -200, 200, -200, 300, 100]);
  });
});
