import { randomUUID } from "node:crypto";
import { type Attempt, decidePayment, type LogPaymentCall, type PaymentRefusal } from "./decide-payment.ts";
import type { EntryRef, LedgerLine } from "./entry.ts";
import { hashFields } from "./idempotency.ts";
import { fromPaymentId } from "./ids.ts";
import { currencyOf, toLedgerLine } from "./ledger-lines.ts";
import {
  type EventSnapshot,
  type LedgerCommit,
  StoreUnavailableError,
  type WritePicture,
} from "./ledger-store.ts";
import { type CheckedInput, checkInput, faultsInAnyCurrency, fieldsAsGiven } from "./log-payment-input.ts";
import type { InputFault } from "./refusals.ts";
import { foldText } from "./text.ts";
import { type WriteContext, type WriteIntent, type WriteOutcome, writeToLedger } from "./write-to-ledger.ts";

/** What came of logging a payment. */
export type LogPaymentOutcome =
  | { result: "logged"; line: LedgerLine; snapshot: EventSnapshot; replayed: boolean }
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound" }
  | { result: "possibleDuplicate"; existing: LedgerLine; field: "patron" | "reference" }
  | { result: "idempotencyConflict"; existing: LedgerLine; differingFields: string[] }
  | { result: "busy" };

/** Logs money received: all faults at once, or one entry, however often the same call is repeated. */
export async function logPayment(context: WriteContext, call: LogPaymentCall): Promise<LogPaymentOutcome> {
  const checked = checkInput(call.input, { now: context.clock.now(), timeZone: context.timeZone });
  if (checked.faults.some(({ path }) => path[1] === "eventId")) {
    return { result: "invalid", faults: [...checked.faults, ...faultsInAnyCurrency(checked.amount)] };
  }
  const uuid = randomUUID();
  const intent = toIntent(checked, call, uuid);
  const attempt: Attempt = { call, checked, intent, uuid, operatorCurrency: context.operatorCurrency };
  const outcome = await writeToLedger<PaymentRefusal>(context, intent, (picture, now) =>
    decidePayment(attempt, picture, now),
  );
  return toOutcome(context, outcome).catch(busyWhenUnavailable);
}

/** What happened is on record, but could not be read back: the same call will be answered from the record. */
function busyWhenUnavailable(error: unknown): LogPaymentOutcome {
  if (error instanceof StoreUnavailableError) return { result: "busy" };
  throw error;
}

function toIntent(checked: CheckedInput, { input, by }: LogPaymentCall, uuid: string): WriteIntent {
  const { eventId, method, reference } = checked;
  return {
    eventId,
    idempotency: { principal: by.principal, key: checked.idempotencyKey ?? uuid },
    reference: reference === null ? null : { method, folded: foldText(reference) },
    record: { operation: "logPayment", fields: hashFields(fieldsAsGiven(input)), callId: uuid },
  };
}

async function toOutcome(
  context: WriteContext,
  outcome: WriteOutcome<PaymentRefusal>,
): Promise<LogPaymentOutcome> {
  if (outcome.result === "busy") return { result: "busy" };
  if (outcome.result === "written") return fromCommit(context, outcome);
  if (outcome.result === "refused") {
    const { refusal } = outcome;
    if (refusal.result !== "possibleDuplicate") return refusal;
    const { line: existing } = await readBack(context, refusal.ref);
    return { result: "possibleDuplicate", existing, field: refusal.field };
  }
  const ref = fromPaymentId(outcome.paymentId);
  if (!ref) throw new Error(`An idempotency record names no payment: ${outcome.paymentId}`);
  const { line, snapshot } = await readBack(context, ref);
  if (outcome.result === "replayed") return { result: "logged", line, snapshot, replayed: !outcome.isOwn };
  return { result: "idempotencyConflict", existing: line, differingFields: outcome.differingFields };
}

function fromCommit(
  context: WriteContext,
  { commit, picture }: { commit: LedgerCommit; picture: WritePicture },
): LogPaymentOutcome {
  const snapshot = { ...picture.snapshot, head: commit.headAfter };
  const reading = { currency: commit.entry.currency, timeZone: context.timeZone };
  const { entry } = toLedgerLine({ item: commit.entryItem, companion: null }, reading);
  return { result: "logged", line: { entry, companion: commit.companion }, snapshot, replayed: false };
}

async function readBack(
  context: WriteContext,
  ref: EntryRef,
): Promise<{ line: LedgerLine; snapshot: EventSnapshot }> {
  const [[stored], [snapshot]] = await Promise.all([
    context.store.readLines([ref]),
    context.store.readEvents([ref.eventId]),
  ]);
  if (!stored || !snapshot)
    throw new Error(`An entry that is pointed at is not there: ${ref.eventId} ${ref.suffix}`);
  const reading = { currency: currencyOf(snapshot, context.operatorCurrency), timeZone: context.timeZone };
  return { line: toLedgerLine(stored, reading), snapshot };
}
