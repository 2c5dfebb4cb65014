import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { LedgerModel, type ModelEntry, type Operation } from "../../support/ledger-model.ts";
import { logPayment, readLedger } from "../../support/payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "../../support/reversals.ts";

const SEQUENCES = process.env.TEST_SIZE === "full" ? 1000 : 60;
const EVENTS = [0, 1];
const REASON = "Because";

const aSize = fc.integer({ min: 1, max: 500 });
const aPlace = fc.nat({ max: 30 });
const anEvent = fc.constantFrom(...EVENTS);
const anOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("log" as const),
      event: anEvent,
      minorUnits: aSize,
      patron: aPlace,
      method: fc.constantFrom("CASH" as const, "VENMO" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("void" as const), target: aPlace }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("refund" as const), target: aPlace, minorUnits: aSize }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("correct" as const),
      target: aPlace,
      minorUnits: aSize,
      moveTo: fc.option(anEvent),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("retry" as const), earlier: aPlace }) },
);
/** Steps follow each other; what stands in one step is done by several people at once. */
const aStory = fc.array(fc.array(anOperation, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
});

// biome-ignore lint/suspicious/noExplicitAny: the answers are unions of GraphQL, read by what they are.
type Answer = any;

interface Done {
  operation: Operation;
  target: ModelEntry | undefined;
  send: (api: TestApi) => Promise<Answer>;
  answer: Answer;
}

const decimal = (minorUnits: number) => (minorUnits / 100).toFixed(2);

/** Puts an operation into a call that can be repeated word for word. */
function prepare(
  operation: Exclude<Operation, { type: "retry" }>,
  target: ModelEntry | undefined,
  given: { eventIds: string[]; key: string },
) {
  const idempotencyKey = given.key;
  if (operation.type === "log") {
    const { event, minorUnits, method, patron } = operation;
    const input = {
      eventId: given.eventIds[event] ?? "",
      amount: decimal(minorUnits),
      method,
      patron: `P ${patron}`,
      allowDuplicate: true,
      idempotencyKey,
    };
    return (api: TestApi) => logPayment(api, input);
  }
  const common = { paymentId: target?.id ?? "nothing", reason: REASON, idempotencyKey };
  if (operation.type === "void") return (api: TestApi) => voidPayment(api, common);
  const amount = decimal(operation.minorUnits);
  if (operation.type === "refund") return (api: TestApi) => refundPayment(api, { ...common, amount });
  const moveToEventId = operation.moveTo === null ? undefined : given.eventIds[operation.moveTo];
  return (api: TestApi) => correctPayment(api, { ...common, amount, moveToEventId, allowDuplicate: true });
}

/** Tells the model what the server says was done. */
function record(model: LedgerModel, { operation, target, answer }: Done, eventIds: string[]): void {
  if (answer.replayed || answer.code) return;
  if (operation.type === "log") model.log(answer.payment.id, operation);
  if (operation.type === "void" && target) model.void(target.id, answer.reversal.id);
  if (operation.type === "refund" && target)
    model.refund(target.id, answer.reversal.id, operation.minorUnits);
  if (operation.type === "correct" && target) {
    const event = eventIds.indexOf(answer.replacement.eventId);
    model.correct(
      target.id,
      { voidId: answer.original.reversedBy.id, id: answer.replacement.id },
      { ...operation, event },
    );
  }
}

const writtenId = (answer: Answer): string | undefined =>
  (answer.replacement ?? answer.reversal ?? answer.payment)?.id;

async function tell(story: Operation[][], apis: [TestApi, TestApi]): Promise<void> {
  const eventIds = await Promise.all(EVENTS.map(() => apis[0].table.putEvent()));
  const model = new LedgerModel();
  const history: Done[] = [];
  for (const [at, step] of story.entries()) {
    const known = [...model.entries];
    const calls = step.map((operation, index) => {
      if (operation.type === "retry") {
        const earlier = history[operation.earlier % Math.max(history.length, 1)];
        return earlier && { ...earlier, isRetry: true, first: earlier.answer };
      }
      const target =
        operation.type === "log" ? undefined : known[operation.target % Math.max(known.length, 1)];
      const send = prepare(operation, target, { eventIds, key: `${eventIds[0]}-${at}-${index}` });
      const refusal = model.refusalOf(operation, target);
      return { operation, target, send, isRetry: false, refusal, first: null };
    });
    const answers = await Promise.all(calls.map((call, index) => call?.send(apis[index % 2] as TestApi)));
    for (const [index, call] of calls.entries()) {
      const answer = answers[index];
      if (!call) continue;
      if (call.isRetry) {
        expect(writtenId(answer)).toBe(writtenId(call.first));
        expect(answer.code ?? (answer.replayed && "REPLAYED")).toBe(call.first.code ?? "REPLAYED");
        continue;
      }
      if (step.length === 1) expect(answer.code ?? null).toBe("refusal" in call ? call.refusal : null);
      const done = { operation: call.operation, target: call.target, send: call.send, answer };
      record(model, done, eventIds);
      if (!answer.code) history.push(done);
    }
  }
  await compare(model, { eventIds, api: apis[0] });
}

async function compare(
  model: LedgerModel,
  { eventIds, api }: { eventIds: string[]; api: TestApi },
): Promise<void> {
  for (const event of EVENTS) {
    const eventId = eventIds[event] ?? "";
    const ledger = await readLedger(api, eventId);
    const { collected, standing, entries, methods } = model.sums(event);
    expect(ledger.totalCollected.minorUnits).toBe(collected);
    expect(ledger.paymentCount).toBe(standing);
    expect(ledger.lastSequence).toBe(entries);
    const byMethod = ledger.totalsByMethod.map((one: Answer) => [
      one.method,
      Math.round(Number(one.total.amount) * 100),
    ]);
    expect(Object.fromEntries(byMethod)).toEqual(methods);
    expect(ledger.payments.nodes.map(({ sequence }: Answer) => sequence)).toEqual(
      Array.from({ length: entries }, (_, at) => at + 1),
    );
    for (const node of ledger.payments.nodes) {
      const { kind, minorUnits, status, refunded } = model.find(node.id);
      expect([node.kind, node.amount.minorUnits, node.status, node.refundedAmount.amount]).toEqual([
        kind,
        minorUnits,
        status,
        decimal(refunded),
      ]);
      expect(["PENDING", "SENT", "FAILED", "OFF"]).toContain(node.notification.status);
    }
    expect(await verifyLedger(api, eventId)).toEqual({ ok: true, entries, findings: [] });
  }
}

describe("what ledger.md calls always true", () => {
  it(`holds over ${SEQUENCES} stories of people who log, void, refund, correct, move and repeat, several at once`, async () => {
    const first = await createTestApi();
    const second = await createTestApi({ table: first.table });

    await fc.assert(
      fc.asyncProperty(aStory, (story) => tell(story, [first, second])),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  }, 600_000);
});
