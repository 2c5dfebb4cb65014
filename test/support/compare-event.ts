import { expect } from "vitest";
import type { LedgerModel, ModelEntry } from "./ledger-model.ts";
import { type ModelSums, standingOf, sumsOf } from "./ledger-sums.ts";
import type { Answer } from "./story-calls.ts";
import { totalOf } from "./story-operations.ts";

/** What is compared of an event. */
export const EVENT_FIELDS = `totalCollected { minorUnits } fareCollected { minorUnits } paymentCount lastSequence
  totalsByMethod { method count total { minorUnits } } totalsByPurpose { purpose total { minorUnits } }
  paymentState clearToDepart balanceDue { minorUnits } credit { minorUnits }
  payments(first: 100, orderBy: OLDEST_FIRST) { nodes {
    id kind status number sequence method reference amount { minorUnits } parts { purpose amount { minorUnits } }
    refundedAmount { minorUnits } reverses { id }
  } }`;
/** The ids of entries, sorted. */
export const idsOf = (entries: { id: string }[]) => entries.map(({ id }) => id).sort();

/** Compares an event, its sums and its entries. */
export function compareEvent(model: LedgerModel, event: number, answer: Answer): void {
  const sums = sumsOf(model, event);
  compareSums(sums, {
    ...{ total: answer.totalCollected, count: answer.paymentCount },
    ...{ methods: answer.totalsByMethod, purposes: answer.totalsByPurpose },
  });
  const { paymentState, clearToDepart, fareCollected } = answer;
  const [balanceDue, credit] = [answer.balanceDue?.minorUnits ?? null, answer.credit?.minorUnits ?? null];
  expect({ paymentState, clearToDepart, balanceDue, credit }).toEqual(standingOf(model, event));
  expect(fareCollected.minorUnits).toBe(sums.purposes.FARE);
  const own = model.of(event);
  const inLedger = own.filter(({ isInLedger }) => isInLedger);
  expect(answer.lastSequence).toBe(inLedger.length + model.termsOf(event).length);
  const { nodes } = answer.payments;
  expect(idsOf(nodes)).toEqual(idsOf(own));
  for (const node of nodes) expect(toModel(node)).toEqual(expectedOf(model.find(node.id)));
  expectNumbers(nodes);
}

/** Sums as the server states them. */
interface StatedSums {
  total: { minorUnits: number };
  count: number;
  methods: { method: string | null; count: number; total: { minorUnits: number } }[];
  purposes: { purpose: string; total: { minorUnits: number } }[];
}

/** Compares the sums of an event, or of a period. */
export function compareSums(sums: ModelSums, { total, count, methods, purposes }: StatedSums): void {
  expect([total.minorUnits, count]).toEqual([totalOf(sums.purposes), sums.active]);
  const byMethod = methods.map((one) => [one.method ?? "NONE", [one.total.minorUnits, one.count]]);
  expect(Object.fromEntries(byMethod)).toEqual(sums.methods);
  const byPurpose = purposes.map(({ purpose, total }) => [purpose, total.minorUnits]);
  expect(byPurpose).toEqual(Object.entries(sums.purposes).filter(([, minorUnits]) => minorUnits !== 0));
}

/** The payments of a ledger are numbered in its order. */
function expectNumbers(nodes: Answer[]): void {
  const inOrder = nodes.filter(({ sequence }) => sequence !== null).sort((a, b) => a.sequence - b.sequence);
  const numbers = inOrder.filter(({ kind }) => kind === "PAYMENT").map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
}

const toModel = (node: Answer) => ({
  ...{ kind: node.kind, status: node.status, method: node.method ?? "NONE", reference: node.reference },
  amount: node.amount.minorUnits,
  parts: node.parts.map((part: Answer) => [part.purpose, part.amount.minorUnits]),
  refunded: node.refundedAmount.minorUnits,
  reverses: node.reverses?.id ?? null,
  isInLedger: node.sequence !== null,
});

const expectedOf = ({
  kind,
  status,
  method,
  reference,
  amount,
  refunded,
  reverses,
  isInLedger,
}: ModelEntry) => ({
  ...{ kind, status, method, reference, reverses, isInLedger },
  amount: totalOf(amount),
  parts: Object.entries(amount).filter(([, minorUnits]) => minorUnits !== 0),
  refunded: totalOf(refunded),
});

/** Nothing is found but the rows that were not adopted. */
export function compareVerification(model: LedgerModel, event: number, answer: Answer): void {
  const own = model.of(event);
  const waiting = own.filter(({ isInLedger }) => !isInLedger);
  expect(answer.findings.map(({ code, paymentId }: Answer) => `${code} ${paymentId}`).sort()).toEqual(
    waiting.map(({ id }) => `UNADOPTED ${id}`).sort(),
  );
  expect(answer.ok).toBe(waiting.length === 0);
  expect(answer.entries).toBe(own.length + model.termsOf(event).length);
}
