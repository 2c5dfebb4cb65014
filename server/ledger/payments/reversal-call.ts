import type { InputFault } from "../../values/input-faults.ts";
import { normalizeText } from "../../values/text.ts";
import { readTextField } from "../../values/text-fields.ts";
import type { EntryRef } from "../entry.ts";
import { callOf, hashFields } from "../idempotency.ts";
import { fromPaymentId } from "../ids.ts";
import { negateParts } from "../purposes.ts";
import type { EntryContent } from "../write/append-entry.ts";
import type { Recorder, WriteIntent } from "../write/decision.ts";
import type { Invalid, PaymentNotFound } from "./refusals.ts";
import { idOf, type Target } from "./reversal-rules.ts";

/** The input that void, refund and correct have in common. */
export interface ReversalInput {
  paymentId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** A call as it was given, with its identity. */
interface GivenReversal {
  input: ReversalInput;
  by: Recorder;
  uuid: string;
  salt: string;
}

/** A call that reverses an entry, validated as far as possible without reading the ledger. */
export interface ReversalCall {
  /** Null if the id is invalid. */
  target: EntryRef | null;
  reason: string;
  by: Recorder;
  /** Identifies the call and the entry that it writes. */
  uuid: string;
  salt: string;
  /** As given; null without one. */
  key: string | null;
  faults: InputFault[];
}

const MAX_REASON = 500;
const MAX_KEY = 200;

/** Validates the input that void, refund and correct have in common. */
export function readReversalCall({ input, by, uuid, salt }: GivenReversal): ReversalCall {
  const faults: InputFault[] = [];
  const reason = {
    field: "reason",
    label: "The reason",
    maxCharacters: MAX_REASON,
    required: true,
    allowLineBreaks: true,
  };
  const keyRule = {
    field: "idempotencyKey",
    label: "The idempotency key",
    maxCharacters: MAX_KEY,
    required: true,
  };
  const given = input.idempotencyKey;
  const key =
    given == null ? null : readTextField(given, { ...keyRule, mayLookLikeCardNumber: true }, faults);
  return {
    target: fromPaymentId(input.paymentId),
    reason: readTextField(input.reason, reason, faults) ?? "",
    by,
    uuid,
    salt,
    key,
    faults,
  };
}

/** The refusal of a call whose id is invalid: its faults, if it has any. */
export function withoutTarget({ faults }: Pick<ReversalCall, "faults">): Invalid | PaymentNotFound {
  return faults.length > 0 ? { result: "invalid", faults } : { result: "paymentNotFound" };
}

/** The intent of a call. `fields` is the input as given, by name. */
export function toReversalIntent(
  call: ReversalCall & { target: EntryRef },
  operation: string,
  fields: Record<string, string | null | undefined>,
): WriteIntent {
  const { key, uuid } = call;
  const normal = Object.entries(fields).map(
    ([name, value]) => [name, value == null ? null : normalizeText(value)] as const,
  );
  return {
    eventId: call.target.eventId,
    target: call.target,
    idempotency: { principal: call.by.principal, key: key ?? uuid },
    reference: null,
    record: { operation, fields: key === null ? {} : hashFields(Object.fromEntries(normal)), callId: uuid },
  };
}

/** The content of a void: the whole amount, on the same day and by the same method, so that the sums of a period are right. */
export function voidContent({ entry }: Target, call: ReversalCall): EntryContent {
  return {
    kind: "VOID",
    minorUnits: 0 - (entry.minorUnits ?? 0),
    parts: negateParts(entry.parts),
    patron: entry.patron,
    method: entry.method,
    reference: entry.reference,
    externalId: null,
    notes: null,
    receivedOn: entry.receivedOn,
    typedAt: null,
    recordedBy: call.by.name,
    principal: call.by.principal,
    call: callOf(call.key),
    salt: call.salt,
    reason: call.reason,
    reverses: idOf({ entry }),
    replaces: null,
    duplicateOf: null,
    movedTo: null,
  };
}
