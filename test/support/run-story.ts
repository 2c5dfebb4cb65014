import { expect } from "vitest";
import type { TestApi } from "./api.ts";
import { LedgerModel, type ModelEntry, type Operation } from "./ledger-model.ts";
import { logPayment, readLedger } from "./payments.ts";
import { correctPayment, refundPayment, verifyLedger, voidPayment } from "./reversals.ts";

/** The events of a story, by the numbers in its operations. */
export const EVENTS = [0, 1];

/** Steps in order; the operations of one step run concurrently. */
export type Story = Operation[][];

const REASON = "Because";

// biome-ignore lint/suspicious/noExplicitAny: the answers are unions of GraphQL, read by what they are.
type Answer = any;

interface Done {
  operation: Operation;
  target: ModelEntry | undefined;
  send: (api: TestApi) => Promise<Answer>;
  answer: Answer;
}

const decimal = (minorUnits: number) => (minorUnits / 100).toFixed(2);

/** Turns an operation into a call that can be repeated exactly. */
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

/**
 * Records in the model what the server wrote, in the order of the ledger: concurrent operations were written one after the
 * other, and not always in the order of the calls.
 */
function recordStep(model: LedgerModel, written: Done[], eventIds: string[]): void {
  const inOrder = written.toSorted((one, other) => sequenceOf(one.answer) - sequenceOf(other.answer));
  for (const done of inOrder) record(model, done, eventIds);
}

/** The sequence of an operation's first entry in the ledger of its target. Two ledgers share no target. */
const sequenceOf = (answer: Answer): number =>
  (answer.original?.reversedBy ?? answer.reversal ?? answer.payment).sequence;

function record(model: LedgerModel, { operation, target, answer }: Done, eventIds: string[]): void {
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

/** The entries that an operation wrote, in the order of the call. */
const writtenIds = (answer: Answer): string[] =>
  [answer.original?.reversedBy.id, writtenId(answer)].filter((id) => id !== undefined);

const writtenId = (answer: Answer): string | undefined =>
  (answer.replacement ?? answer.reversal ?? answer.payment)?.id;

/**
 * Runs a story with two processes on its own events, and expects the same ledger as in the model. The operations of a step
 * are called in order, by the two processes in turn. Returns the events' ids.
 */
export async function runStory(story: Story, apis: [TestApi, TestApi]): Promise<string[]> {
  const eventIds = await Promise.all(EVENTS.map(() => apis[0].table.putEvent()));
  const model = new LedgerModel();
  const history: Done[] = [];
  // In the order of the calls, so that a story means the same for every outcome of a race.
  const known: ModelEntry[] = [];
  for (const [at, step] of story.entries()) {
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
    const written: Done[] = [];
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
      if (!answer.code) written.push(done);
    }
    recordStep(model, written, eventIds);
    history.push(...written);
    known.push(...written.flatMap(({ answer }) => writtenIds(answer)).map((id) => model.find(id)));
  }
  await compare(model, { eventIds, api: apis[0] });
  return eventIds;
}

async function compare(
  model: LedgerModel,
  { eventIds, api }: { eventIds: string[]; api: TestApi },
): Promise<void> {
  for (const event of EVENTS) {
    const eventId = eventIds[event] ?? "";
    const ledger = await readLedger(api, eventId);
    const { collected, active, entries, methods } = model.sums(event);
    expect(ledger.totalCollected.minorUnits).toBe(collected);
    expect(ledger.paymentCount).toBe(active);
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
