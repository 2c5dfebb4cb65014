import { randomUUID } from "node:crypto";
import type { InputFault } from "../../values/input-faults.ts";
import { foldText } from "../../values/text.ts";
import type { LedgerCommit } from "../commits.ts";
import type { LedgerLine } from "../entry.ts";
import { hashFields } from "../idempotency.ts";
import type { EventSnapshot, WritePicture } from "../ledger-store.ts";
import { toLedgerLine } from "../reading.ts";
import {
  busyWhenUnavailable,
  type NotWritten,
  readBack,
  toNotWritten,
  type WriteRefusal,
} from "../write/outcomes.ts";
import {
  answerRepetition,
  lookFurther,
  type WriteContext,
  type WriteIntent,
  type WriteOutcome,
  writeToLedger,
} from "../write/write-to-ledger.ts";
import { type Attempt, decidePayment, type LogPaymentCall } from "./decide-payment.ts";
import { type CheckedInput, checkInput, faultsInAnyCurrency, fieldsAsGiven } from "./log-payment-input.ts";

/** What came of logging a payment. */
export type LogPaymentOutcome =
  | { result: "logged"; line: LedgerLine; snapshot: EventSnapshot; replayed: boolean }
  | NotWritten;

/** Logs money received: all faults at once, or one entry, however often the same call is repeated. */
export async function logPayment(context: WriteContext, call: LogPaymentCall): Promise<LogPaymentOutcome> {
  const begun = begin(context, call);
  if ("faults" in begun) return { result: "invalid", ...begun };
  const outcome = await writeToLedger<WriteRefusal>(context, begun.intent, (picture, now) =>
    decidePayment(begun, picture, now),
  );
  return toOutcome(context, outcome).catch(busyWhenUnavailable);
}

/** What `logPayment` would answer to a call now; writes nothing. Old rows that wait for adoption are not looked at. */
export async function previewPayment(
  context: WriteContext,
  call: LogPaymentCall,
): Promise<{ result: "acceptable" } | { result: "replayed" } | NotWritten> {
  const begun = begin(context, call);
  if ("faults" in begun) return { result: "invalid", ...begun };
  const picture = await context.store.readForWrite(begun.intent);
  const repeated = picture.idempotency && answerRepetition<WriteRefusal>(begun.intent, picture.idempotency);
  if (repeated?.result === "replayed") return { result: "replayed" };
  if (repeated?.result === "conflict") return toNotWritten(context, repeated);
  const decision = decidePayment(begun, await lookFurther(context, picture), context.clock.now());
  if ("commit" in decision) return { result: "acceptable" };
  return toNotWritten(context, { result: "refused", ...decision });
}

/** The call as far as it can be checked without a look at the event; faults, when it names none. */
function begin(context: WriteContext, call: LogPaymentCall): Attempt | { faults: InputFault[] } {
  const checked = checkInput(call.input, { now: context.clock.now(), timeZone: context.timeZone });
  if (checked.faults.some(({ path }) => path[1] === "eventId")) {
    return { faults: [...checked.faults, ...faultsInAnyCurrency(checked.amount)] };
  }
  const uuid = randomUUID();
  const intent = toIntent(checked, call, uuid);
  const { operatorCurrency, seal } = context;
  return { call, checked, intent, uuid, operatorCurrency, seal };
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
  outcome: WriteOutcome<WriteRefusal>,
): Promise<LogPaymentOutcome> {
  if (outcome.result === "written") return fromCommit(context, outcome);
  if (outcome.result !== "replayed") return toNotWritten(context, outcome);
  return { result: "logged", ...(await readBack(context, outcome.paymentId)), replayed: !outcome.isOwn };
}

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
