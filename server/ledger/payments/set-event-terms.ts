import { randomUUID } from "node:crypto";
import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { minorDigits, normalDecimal, parseDecimal } from "../../values/money.ts";
import { readTextField } from "../../values/text-fields.ts";
import { adoptEvent } from "../adopt/adopt-event.ts";
import type { RecordCommit } from "../commits.ts";
import { afterLink, emptyHead, nextPlace } from "../head.ts";
import type { EventSnapshot } from "../ledger-store.ts";
import { mailOff, newMailRecord, pendingMail } from "../mail-state.ts";
import { newSalt } from "../new-salt.ts";
import type { EventTerms } from "../payment-state.ts";
import { currencyOf } from "../reading.ts";
import { type LedgerRecord, termsInForce } from "../record.ts";
import type { SealRecord } from "../stored-line.ts";
import type { Recorder } from "../write/decision.ts";
import { retryInTurn, type WriteContext } from "../write/write-to-ledger.ts";
import { EVENT_ID } from "./log-payment-input.ts";

/** The input of `setEventTerms`. */
export interface TermsInput {
  eventId: string;
  agreedTotal: string;
  deposit?: string | null;
}

/** Result of setting terms. */
export type SetTermsOutcome =
  | { result: "set"; snapshot: EventSnapshot }
  | { result: "invalid"; faults: InputFault[] }
  | { result: "eventNotFound"; field: "eventId" }
  | { result: "busy" };

/** A call of `setEventTerms`. */
export interface SetTermsCall {
  input: TermsInput;
  by: Recorder;
  /** Why no mail is sent; set for demonstration data. */
  mailOff?: string;
}

/** Sets the terms of an event. Setting the current terms again changes nothing, so a repeated call is harmless. */
export async function setEventTerms(context: WriteContext, call: SetTermsCall): Promise<SetTermsOutcome> {
  const faults: InputFault[] = [];
  const eventId = readTextField(call.input.eventId, EVENT_ID, faults);
  if (eventId === null || faults.length > 0) return { result: "invalid", faults };
  return retryInTurn<SetTermsOutcome>(context, [eventId], () => tryOnce(context, eventId, call));
}

async function tryOnce(
  context: WriteContext,
  eventId: string,
  call: SetTermsCall,
): Promise<SetTermsOutcome | null> {
  const snapshot = await adoptEvent(context, eventId);
  if (!snapshot.facts && !snapshot.head) return { result: "eventNotFound", field: "eventId" };
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const wanted = readTerms(call.input, currency);
  if ("faults" in wanted) return { result: "invalid", faults: wanted.faults };
  if (isInForce(snapshot.terms, wanted)) return { result: "set", snapshot };
  const commit = planTerms(snapshot, {
    wanted,
    currency,
    call,
    now: context.clock.now(),
    seal: context.sealRecord,
  });
  if ((await context.store.commitRecord(commit)) === "raced") return null;
  const { record } = commit.written;
  return {
    result: "set",
    snapshot: { ...snapshot, terms: termsInForce(record), head: commit.head.after },
  };
}

type Wanted = Omit<EventTerms, "setAt">;

function readTerms(input: TermsInput, currency: string): Wanted | { faults: InputFault[] } {
  const faults: InputFault[] = [];
  const read = (field: "agreedTotal" | "deposit", text: string) => {
    const parsed = parseDecimal(normalDecimal(text.trim()), minorDigits(currency) ?? 0);
    if ("minorUnits" in parsed && parsed.minorUnits >= 0) return parsed.minorUnits;
    const code = "fault" in parsed ? parsed.fault : "NOT_POSITIVE";
    faults.push(faultAt(field, code, `This must be an amount in ${currency}, zero or more.`));
    return 0;
  };
  const agreedTotalMinorUnits = read("agreedTotal", input.agreedTotal);
  const depositMinorUnits = input.deposit == null ? null : read("deposit", input.deposit) || null;
  if (faults.length === 0 && (depositMinorUnits ?? 0) > agreedTotalMinorUnits) {
    faults.push(faultAt("deposit", "DEPOSIT_ABOVE_TOTAL", "The deposit exceeds the agreed total."));
  }
  return faults.length > 0 ? { faults } : { agreedTotalMinorUnits, depositMinorUnits };
}

const isInForce = (terms: EventTerms | null, wanted: Wanted) =>
  terms?.agreedTotalMinorUnits === wanted.agreedTotalMinorUnits &&
  terms.depositMinorUnits === wanted.depositMinorUnits;

function planTerms(
  snapshot: EventSnapshot,
  plan: { wanted: Wanted; currency: string; call: SetTermsCall; now: Date; seal: SealRecord },
): RecordCommit {
  const { eventId, terms } = snapshot;
  const { currency, call, wanted, now } = plan;
  const before = snapshot.head ?? emptyHead(eventId, currency);
  const place = nextPlace(before, { now, uuid: randomUUID() });
  const record: LedgerRecord = {
    kind: "TERMS_SET",
    ...place,
    currency,
    terms: wanted,
    before: terms,
    reason: null,
    recordedBy: call.by.name,
    principal: call.by.principal,
    call: null,
    salt: newSalt(),
  };
  const row = plan.seal(record);
  const enteredAt = place.loggedAt;
  const notification = call.mailOff === undefined ? pendingMail(now.toISOString()) : mailOff(call.mailOff);
  const mail = newMailRecord({ notification, receipt: null });
  const companion = { adopted: false, enteredAt, patronEmail: null, mail };
  return {
    head: { before: snapshot.head, after: afterLink(before, place, row.hash ?? "") },
    written: { record, row, companion, termsBefore: terms },
  };
}
