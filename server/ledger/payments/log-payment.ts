import { randomUUID } from "node:crypto";
import { foldReference } from "../../values/folding.ts";
import type { LedgerCommit } from "../commits.ts";
import type { LedgerLine } from "../entry.ts";
import { hashFields } from "../idempotency.ts";
import type { EventSnapshot, WritePicture } from "../ledger-store.ts";
import { newSalt } from "../new-salt.ts";
import { toLedgerLine } from "../reading.ts";
import type { WriteIntent } from "../write/decision.ts";
import {
  type Busy,
  busyIfUnavailable,
  type IdempotencyConflict,
  readBack,
  toNotWritten,
} from "../write/outcomes.ts";
import {
  loadReferenced,
  readWritePicture,
  resolveReplay,
  type WriteContext,
  type WriteOutcome,
  writeToLedger,
} from "../write/write-to-ledger.ts";
import { type Attempt, decidePayment, type LogPaymentCall, type PaymentRefusal } from "./decide-payment.ts";
import { type CheckedInput, checkInput, faultsInAnyCurrency, fieldsAsGiven } from "./log-payment-input.ts";
import type { EventNotFound, Invalid, PossibleDuplicate } from "./refusals.ts";
import { showDuplicate } from "./show-duplicate.ts";

/** The payment was logged. */
interface PaymentLogged {
  result: "logged";
  line: LedgerLine;
  snapshot: EventSnapshot;
  replayed: boolean;
}

/** Why a payment was not logged. */
export type PaymentNotLogged =
  | Invalid
  | EventNotFound<"eventId">
  | PossibleDuplicate
  | IdempotencyConflict
  | Busy;

/** Result of logging a payment. */
export type LogPaymentOutcome = PaymentLogged | PaymentNotLogged;

/** A call that logs a possible duplicate anyway, so it is never refused as one. */
export type LogAnywayCall = LogPaymentCall & { input: { allowDuplicate: true } };

/** Logs money received: returns all faults, or one entry, however often the same call is repeated. */
export function logPayment(
  context: WriteContext,
  call: LogAnywayCall,
): Promise<Exclude<LogPaymentOutcome, PossibleDuplicate>>;
export function logPayment(context: WriteContext, call: LogPaymentCall): Promise<LogPaymentOutcome>;
export async function logPayment(context: WriteContext, call: LogPaymentCall): Promise<LogPaymentOutcome> {
  const started = start(context, call);
  if (!("intent" in started)) return started;
  const { intent, ...attempt } = started;
  const decide = decidePayment.bind(null, attempt);
  const outcome = await writeToLedger(context, { intent, decide });
  return toOutcome(context, outcome).catch(busyIfUnavailable);
}

/** What `logPayment` would return for a call. Writes nothing, and ignores legacy rows that are not adopted yet. */
export async function previewPayment(
  context: WriteContext,
  call: LogPaymentCall,
): Promise<{ result: "acceptable" } | { result: "replayed" } | PaymentNotLogged> {
  const started = start(context, call);
  if (!("intent" in started)) return started;
  const { intent, ...attempt } = started;
  const picture = await readWritePicture(context, intent);
  const replay = picture.idempotency && resolveReplay(intent, picture.idempotency);
  if (replay?.result === "replayed") return { result: "replayed" };
  if (replay) return showRefusal(context, replay);
  const at = { now: context.clock.now(), intent };
  const decision = decidePayment(attempt, await loadReferenced(context, picture), at);
  if ("commit" in decision) return { result: "acceptable" };
  return showRefusal(context, { result: "refused", ...decision });
}

/** Validates the call without reading the event. Returns its faults if it names no valid event. */
function start(context: WriteContext, call: LogPaymentCall): (Attempt & { intent: WriteIntent }) | Invalid {
  const checked = checkInput(call.input, { now: context.clock.now(), timeZone: context.timeZone });
  if (checked.faults.some(({ path }) => path[1] === "eventId")) {
    return { result: "invalid", faults: [...checked.faults, ...faultsInAnyCurrency(checked.amount)] };
  }
  const uuid = randomUUID();
  return { call, checked, uuid, salt: newSalt(), context, intent: toIntent(checked, call, uuid) };
}

function toIntent(checked: CheckedInput, { input, by }: LogPaymentCall, uuid: string): WriteIntent {
  const { eventId, method, reference, idempotencyKey } = checked;
  const fields = idempotencyKey === null ? {} : hashFields(fieldsAsGiven(input));
  return {
    eventId,
    idempotency: { principal: by.principal, key: idempotencyKey ?? uuid },
    reference: reference === null ? null : { method, folded: foldReference({ method, reference }) },
    record: { operation: "logPayment", fields, callId: uuid },
  };
}

async function toOutcome(
  context: WriteContext,
  outcome: WriteOutcome<PaymentRefusal>,
): Promise<LogPaymentOutcome> {
  if (outcome.result === "written") return fromCommit(context, outcome);
  if (outcome.result !== "replayed") return showRefusal(context, outcome);
  return { result: "logged", ...(await readBack(context, outcome.paymentId)), replayed: !outcome.isOwn };
}

const showRefusal = async (
  context: WriteContext,
  outcome: Exclude<WriteOutcome<PaymentRefusal>, { result: "written" | "replayed" }>,
): Promise<PaymentNotLogged> => showDuplicate(context, await toNotWritten(context, outcome));

function fromCommit(
  context: WriteContext,
  { commit, picture }: { commit: LedgerCommit; picture: WritePicture },
): LogPaymentOutcome {
  const [written] = commit.entries;
  const [head] = commit.heads;
  if (!written || !head) throw new Error("A payment was committed without its entry or its head.");
  const reading = { currency: written.entry.currency, timeZone: context.timeZone };
  const { entry } = toLedgerLine({ row: written.row, companion: null }, reading);
  const line = { entry, companion: written.companion };
  return { result: "logged", line, snapshot: { ...picture.snapshot, head: head.after }, replayed: false };
}
