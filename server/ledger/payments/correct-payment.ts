import { randomUUID } from "node:crypto";
import { foldReference } from "../../values/folding.ts";
import { DEFAULT_METHOD } from "../../values/methods.ts";
import { normalDecimal } from "../../values/money.ts";
import { normalizeText } from "../../values/text.ts";
import type { EntryRef, LedgerLine } from "../entry.ts";
import { isEventId } from "../ids.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import { newSalt } from "../new-salt.ts";
import type { Recorder, WriteIntent } from "../write/decision.ts";
import {
  type Busy,
  busyIfUnavailable,
  type IdempotencyConflict,
  readBack,
  toNotWritten,
} from "../write/outcomes.ts";
import { type WriteContext, type WriteOutcome, writeToLedger } from "../write/write-to-ledger.ts";
import { type CorrectionInput, type CorrectionRefusal, decideCorrection } from "./decide-correction.ts";
import { writtenId } from "./finish-reversal.ts";
import { partsAsGiven } from "./parts-input.ts";
import type { DuplicateFound, PossibleDuplicate } from "./refusals.ts";
import { readReversalCall, toReversalIntent, withoutTarget } from "./reversal-call.ts";
import { showDuplicate } from "./show-duplicate.ts";

/** The payment was corrected. */
export interface CorrectionDone {
  result: "corrected";
  original: LedgerLine;
  replacement: LedgerLine;
  snapshot: EventSnapshot;
  originSnapshot: EventSnapshot;
  replayed: boolean;
}

/** Why a payment was not corrected. */
export type PaymentNotCorrected =
  | Exclude<CorrectionRefusal, DuplicateFound>
  | PossibleDuplicate
  | IdempotencyConflict
  | Busy;

/** Voids a payment and logs its replacement in one transaction, in the same or another event. */
export async function correctPayment(
  context: WriteContext,
  { input, by }: { input: CorrectionInput; by: Recorder },
): Promise<CorrectionDone | PaymentNotCorrected> {
  const call = readReversalCall({ input, by, uuid: randomUUID(), salt: newSalt() });
  const { target } = call;
  if (!target) return withoutTarget(call);
  const eventId = input.moveToEventId ? normalizeText(input.moveToEventId) : target.eventId;
  if (!isEventId(eventId)) return { result: "eventNotFound", field: "moveToEventId" };
  const intent: WriteIntent = {
    ...toReversalIntent({ ...call, target }, "correctPayment", fieldsOf(input)),
    eventId,
    originEventId: target.eventId,
  };
  const outcome = await writeToLedger<CorrectionRefusal>(context, {
    intent,
    findReference: () => findReference(context, { input, target }),
    decide: decideCorrection.bind(null, { context, call, input, salt: newSalt() }),
  });
  return finish(context, outcome).catch(busyIfUnavailable);
}

function fieldsOf({ idempotencyKey: _, allowDuplicate: __, amount, parts, ...fields }: CorrectionInput) {
  const given = amount == null ? null : normalDecimal(amount.trim());
  return { ...fields, amount: given, parts: partsAsGiven(parts) };
}

/** The reference of the replacement, needed to find other payments that use it. */
async function findReference(
  { store, operatorCurrency: currency, timeZone }: WriteContext,
  { input, target }: { input: CorrectionInput; target: EntryRef },
): Promise<WriteIntent["reference"]> {
  const [stored] = await store.readLines([target]);
  const entry = stored?.row.read({ currency, timeZone });
  const reference = input.reference == null ? entry?.reference : normalizeText(input.reference);
  const method = input.method ?? entry?.method ?? DEFAULT_METHOD;
  return reference ? { method, folded: foldReference({ method, reference }) } : null;
}

async function finish(
  context: WriteContext,
  outcome: WriteOutcome<CorrectionRefusal>,
): Promise<CorrectionDone | PaymentNotCorrected> {
  if (outcome.result !== "written" && outcome.result !== "replayed")
    return showDuplicate(context, await toNotWritten(context, outcome));
  const { id, replayed } = writtenId(outcome);
  const { line: replacement, snapshot } = await readBack(context, id);
  const { line: original, snapshot: originSnapshot } = await readBack(context, replacement.entry.replaces);
  return { result: "corrected", original, replacement, snapshot, originSnapshot, replayed };
}
