import { randomUUID } from "node:crypto";
import { findLikePayment } from "./duplicates.ts";
import type { Companion, EntryRef, LedgerLine, NewEntry } from "./entry.ts";
import { toEntryItem } from "./entry-items.ts";
import { addPosting, emptyHead, type LedgerHead, nextLoggedAt, staysExact } from "./head.ts";
import { hashFields } from "./idempotency.ts";
import { fromPaymentId, toPaymentId } from "./ids.ts";
import { currencyOf, toLedgerLine } from "./ledger-lines.ts";
import type { EventSnapshot, LedgerCommit, WritePicture } from "./ledger-store.ts";
import {
  type CheckedInput,
  checkInput,
  fieldsAsGiven,
  type LogPaymentInput,
  readAmount,
} from "./log-payment-input.ts";
import { mailOff, newMailRecord, pendingMail } from "./mail-state.ts";
import { minorDigits } from "./money.ts";
import { faultAt, type InputFault } from "./refusals.ts";
import { foldText } from "./text.ts";
import { type WriteContext, type WriteIntent, type WriteOutcome, writeToLedger } from "./write-to-ledger.ts";

/** Who logs a payment. */
export interface Recorder {
  /** Who was authenticated: `admin` or an API key's id. */
  principal: string;
  /** The name given beside the shared password. */
  name: string | null;
}

/** What came of logging a payment. */
export type LogPaymentOutcome =
  | { result: "logged"; line: LedgerLine; snapshot: EventSnapshot; replayed: boolean }
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound" }
  | { result: "possibleDuplicate"; existing: LedgerLine; field: "patron" | "reference" }
  | { result: "idempotencyConflict"; existing: LedgerLine; differingFields: string[] }
  | { result: "busy" };

type Refusal =
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound" }
  | { result: "possibleDuplicate"; ref: EntryRef; field: "patron" | "reference" };

/** One call to `logPayment`. */
export interface LogPaymentCall {
  input: LogPaymentInput;
  by: Recorder;
  /** Set when no mail is to be sent, and why: imported and demonstration payments. */
  mailOff?: string;
}

/** Logs money received: all faults at once, or one entry, however often the same call is repeated. */
export async function logPayment(context: WriteContext, call: LogPaymentCall): Promise<LogPaymentOutcome> {
  const checked = checkInput(call.input, { now: context.clock.now(), timeZone: context.timeZone });
  if (checked.faults.some(({ path }) => path[1] === "eventId" || path[1] === "idempotencyKey")) {
    return { result: "invalid", faults: checked.faults };
  }
  const uuid = randomUUID();
  const intent = toIntent(checked, call, uuid);
  const outcome = await writeToLedger<Refusal>(context, intent, (picture, now) =>
    decide({ context, call, checked, intent, uuid }, picture, now),
  );
  return toOutcome(context, outcome);
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

interface Attempt {
  context: WriteContext;
  call: LogPaymentCall;
  checked: CheckedInput;
  intent: WriteIntent;
  uuid: string;
}

function decide(
  attempt: Attempt,
  picture: WritePicture,
  now: Date,
): { commit: LedgerCommit } | { refusal: Refusal } {
  const { checked, context } = attempt;
  const { snapshot } = picture;
  if (!snapshot.facts && !snapshot.head) return { refusal: unknownEvent(checked) };
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const head = snapshot.head ?? emptyHead(checked.eventId, currency);
  const { minorUnits, faults } = readAmount(checked, { currency, digits: minorDigits(currency) ?? 0 });
  const allFaults = [...checked.faults, ...faults];
  if (!staysExact(head, minorUnits)) {
    allFaults.push(
      faultAt("amount", "TOTAL_TOO_LARGE", "With this amount the event's total could not be kept exactly."),
    );
  }
  if (allFaults.length > 0) return { refusal: { result: "invalid", faults: allFaults } };
  const like = findDuplicate(attempt, picture, { minorUnits, now });
  if (like && !checked.allowDuplicate) return { refusal: { result: "possibleDuplicate", ...like } };
  const duplicateOf = like && toPaymentId(like.ref);
  return { commit: planCommit(attempt, picture, { head, minorUnits, duplicateOf, now }) };
}

function unknownEvent(checked: CheckedInput): Refusal {
  if (checked.faults.length === 0) return { result: "eventNotFound" };
  const fault = faultAt("eventId", "UNKNOWN_EVENT", "There is no such event.");
  return { result: "invalid", faults: [...checked.faults, fault] };
}

function findDuplicate(
  { checked }: Attempt,
  picture: WritePicture,
  payment: { minorUnits: number; now: Date },
): { ref: EntryRef; field: "patron" | "reference" } | null {
  const usedBy = picture.referenceUsedBy === null ? null : fromPaymentId(picture.referenceUsedBy);
  if (usedBy) return { ref: usedBy, field: "reference" };
  const like = findLikePayment(picture.recent, { ...payment, patronFolded: foldText(checked.patron) });
  return like && { ref: { eventId: checked.eventId, suffix: like.suffix }, field: "patron" };
}

function planCommit(
  { call, checked, context, intent, uuid }: Attempt,
  picture: WritePicture,
  plan: { head: LedgerHead; minorUnits: number; duplicateOf: string | null; now: Date },
): LedgerCommit {
  const { head, minorUnits } = plan;
  const loggedAt = nextLoggedAt(head, plan.now);
  const entry: NewEntry = {
    ref: { eventId: checked.eventId, suffix: `${loggedAt}#${uuid}` },
    kind: "PAYMENT",
    minorUnits,
    currency: head.currency,
    patron: checked.patron,
    method: checked.method,
    reference: checked.reference,
    notes: checked.notes,
    receivedOn: checked.receivedOn,
    loggedAt,
    recordedBy: call.by.name,
    principal: call.by.principal,
    reason: null,
    reverses: null,
    replaces: null,
    duplicateOf: plan.duplicateOf,
    totalAfterMinorUnits: head.collectedMinorUnits + minorUnits,
    sequence: head.sequence + 1,
    previousHash: head.newestHash,
  };
  const entryItem = toEntryItem(entry);
  const headAfter = {
    ...addPosting(head, entry),
    sequence: entry.sequence,
    newestLoggedAt: loggedAt,
    newestHash: entryItem.hash?.S ?? "",
    newestIsAdopted: false,
  };
  const record = { ...intent.record, paymentId: toPaymentId(entry.ref) };
  return {
    entry,
    entryItem,
    companion: newCompanion(call, { patronEmail: checked.patronEmail, loggedAt }),
    headBefore: picture.snapshot.head,
    headAfter,
    idempotency: { ...intent.idempotency, record },
    reference: picture.referenceUsedBy === null ? intent.reference : null,
  };
}

function newCompanion(
  call: LogPaymentCall,
  payment: { patronEmail: string | null; loggedAt: string },
): Companion {
  const mail = call.mailOff === undefined ? pendingMail(payment.loggedAt) : mailOff(call.mailOff);
  return {
    status: "RECORDED",
    refundedMinorUnits: 0,
    reversedBy: null,
    replacedBy: null,
    adopted: false,
    patronEmail: payment.patronEmail,
    mail: newMailRecord({ notification: mail, receipt: payment.patronEmail === null ? null : { ...mail } }),
  };
}

async function toOutcome(context: WriteContext, outcome: WriteOutcome<Refusal>): Promise<LogPaymentOutcome> {
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
