import { expect } from "vitest";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import type { AgreedTerms } from "../../server/ledger/payment-state.ts";
import type { LedgerModel, ModelEntry } from "./ledger-model.ts";
import { replacementOf } from "./ledger-rules.ts";
import type { Answer, Send } from "./story-calls.ts";
import type { Operation, Row, Terms } from "./story-operations.ts";

/** An operation that calls the server. */
export type Called = Exclude<Operation, Row>;

/** A call that the server carried out. */
export interface Done {
  operation: Called;
  target: ModelEntry | undefined;
  send: Send;
  answer: Answer;
}

/**
 * Records in the model what the server wrote, in the order of the ledger: concurrent operations were written one after the
 * other, and not always in the order of the calls. Rows that were adopted meanwhile could be reversed at once.
 */
export function recordStep(model: LedgerModel, written: readonly Done[]): void {
  for (const { operation } of written) if (operation.type === "adopt") model.adopt(operation.event);
  const entries = written.filter(({ answer }) => writtenId(answer));
  for (const done of entries.toSorted((one, other) => sequenceOf(one.answer) - sequenceOf(other.answer)))
    record(model, done);
}

/** The sequence of an operation's first entry in the ledger of its target. Two ledgers share no target. */
const sequenceOf = (answer: Answer): number =>
  (answer.original?.reversedBy ?? answer.reversal ?? answer.payment).sequence;

function record(model: LedgerModel, { operation, target, answer }: Done): void {
  if (operation.type === "log") model.log(answer.payment.id, operation);
  if (!target) return;
  if (operation.type === "void") model.void(target.id, answer.reversal.id);
  if (operation.type === "refund") model.refund(target.id, answer.reversal.id, operation.amount);
  if (operation.type === "correct") {
    const ids = { voidId: answer.original.reversedBy.id, id: answer.replacement.id };
    model.correct(target.id, ids, replacementOf(target, operation));
  }
}

/**
 * Records the changes of terms in the order of the ledger. Each change is one that was called for and differs from the terms
 * before it, and whatever was called for was in force at some time since.
 */
export async function recordTerms(
  model: LedgerModel,
  asked: readonly Terms[],
  { event, eventId, store }: { event: number; eventId: string; store: LedgerStore },
): Promise<void> {
  const stored = await store.readRecords({ eventId, limit: 100 });
  const all = stored.rows.map((row) => row.read()?.terms).filter((terms) => terms != null);
  const newest = model.termsOf(event).at(-1);
  const added = all.slice(model.termsOf(event).length).map(toTerms);
  const inForce = [...(newest ? [newest] : []), ...added].map(textOf);
  for (const terms of added) expect(asked.map(textOf)).toContain(textOf(terms));
  for (const terms of asked) expect(inForce).toContain(textOf(terms));
  for (const [at, text] of inForce.entries()) expect(text).not.toBe(inForce[at + 1]);
  model.terms.push(...added.map((terms) => ({ ...terms, event })));
}

const toTerms = ({ agreedTotalMinorUnits, depositMinorUnits }: AgreedTerms): Terms => ({
  agreedTotal: agreedTotalMinorUnits,
  deposit: depositMinorUnits,
});

const textOf = ({ agreedTotal, deposit }: Terms) => JSON.stringify({ agreedTotal, deposit });

/** The entries that an operation wrote, in the order of the call. */
export const writtenIds = (answer: Answer): string[] =>
  [answer.original?.reversedBy.id, writtenId(answer)].filter((id) => id !== undefined);

/** The entry that answers a call; undefined if it wrote none. */
export const writtenId = (answer: Answer): string | undefined =>
  (answer.replacement ?? answer.reversal ?? answer.payment)?.id;
