import { normalDecimal } from "../../values/money.ts";
import { foldText, normalizeText } from "../../values/text.ts";
import type { LedgerLine } from "../entry.ts";
import { isEventId } from "../ids.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import {
  busyWhenUnavailable,
  type NotWritten,
  readBack,
  toNotWritten,
  type WriteRefusal,
} from "../write/outcomes.ts";
import {
  type Recorder,
  type WriteContext,
  type WriteIntent,
  type WriteOutcome,
  writeToLedger,
} from "../write/write-to-ledger.ts";
import { type CorrectionAttempt, type CorrectionInput, decideCorrection } from "./decide-correction.ts";
import { writtenId } from "./finish-reversal.ts";
import { readReversalCall, toReversalIntent } from "./reversal-call.ts";

/** A payment is replaced. */
export interface CorrectionDone {
  result: "corrected";
  original: LedgerLine;
  replacement: LedgerLine;
  snapshot: EventSnapshot;
  originSnapshot: EventSnapshot;
  replayed: boolean;
}

/** Voids a payment and logs its replacement in one transaction, in the same event or in another one. */
export async function correctPayment(
  context: WriteContext,
  { input, by }: { input: CorrectionInput; by: Recorder },
): Promise<CorrectionDone | NotWritten> {
  const call = readReversalCall(input, by);
  const { target } = call;
  if (!target)
    return call.faults.length > 0
      ? { result: "invalid", faults: call.faults }
      : { result: "paymentNotFound" };
  const eventId = input.moveToEventId ? normalizeText(input.moveToEventId) : target.eventId;
  if (!isEventId(eventId)) return { result: "eventNotFound", field: "moveToEventId" };
  const intent: WriteIntent = {
    ...toReversalIntent({ ...call, target }, "correctPayment", fieldsOf(input)),
    eventId,
    originEventId: target.eventId,
    reference: await findReference(context, { input, target }),
  };
  const attempt: CorrectionAttempt = { context, call, intent, input };
  const outcome = await writeToLedger<WriteRefusal>(context, intent, (picture, now) =>
    decideCorrection(attempt, picture, now),
  );
  return finish(context, outcome).catch(busyWhenUnavailable);
}

function fieldsOf({ idempotencyKey: _, allowDuplicate: __, amount, ...fields }: CorrectionInput) {
  return { ...fields, amount: amount == null ? null : normalDecimal(amount.trim()) };
}

/** The reference that the replacement will have, by which the look at the ledger finds who else uses it. */
async function findReference(
  { store }: WriteContext,
  { input, target }: { input: CorrectionInput; target: { eventId: string; suffix: string } },
): Promise<WriteIntent["reference"]> {
  const [stored] = await store.readLines([target]);
  const entry = stored?.row.read(NO_READING);
  const reference = input.reference == null ? entry?.reference : normalizeText(input.reference);
  const method = input.method ?? entry?.method;
  return reference && method ? { method, folded: foldText(reference) } : null;
}

const NO_READING = { currency: "", timeZone: "UTC" };

async function finish(
  context: WriteContext,
  outcome: WriteOutcome<WriteRefusal>,
): Promise<CorrectionDone | NotWritten> {
  if (outcome.result !== "written" && outcome.result !== "replayed") return toNotWritten(context, outcome);
  const { id, replayed } = writtenId(outcome);
  const { line: replacement, snapshot } = await readBack(context, id);
  const { line: original, snapshot: originSnapshot } = await readBack(context, replacement.entry.replaces);
  return { result: "corrected", original, replacement, snapshot, originSnapshot, replayed };
}
