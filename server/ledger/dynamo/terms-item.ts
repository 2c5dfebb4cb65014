import { type Item, readInteger, readText, toItem } from "../../table/items.ts";
import type { TermsChange } from "../commits.ts";
import type { MailRecord } from "../mail-state.ts";
import type { EventTerms } from "../payment-state.ts";
import { mailAttributes } from "./companion-item.ts";
import { termsChangeKey, termsKey, termsStateKey } from "./keys.ts";

/** The item of the current terms. */
export const toTermsItem = (change: TermsChange): Item =>
  toItem({ ...termsKey(change.eventId), ...termsAttributes(change) });

const termsAttributes = ({ currency, after }: TermsChange) => ({
  currency,
  agreed_total: after.agreedTotalMinorUnits,
  deposit: after.depositMinorUnits,
  set_at: after.setAt,
});

/** Reads the current terms. */
export function fromTermsItem(item: Item): EventTerms {
  return {
    agreedTotalMinorUnits: readInteger(item, "agreed_total") ?? 0,
    depositMinorUnits: readInteger(item, "deposit"),
    setAt: readText(item, "set_at") ?? "",
  };
}

/** The item of a change of terms: who, when, and the old and new values. Never changed. */
export function toTermsChangeItem(change: TermsChange): Item {
  return toItem({
    ...termsChangeKey({ eventId: change.eventId, setAt: change.after.setAt }),
    ...termsAttributes(change),
    previous_agreed_total: change.before?.agreedTotalMinorUnits,
    previous_deposit: change.before?.depositMinorUnits,
    recorded_by: change.recordedBy,
    principal: change.principal,
  });
}

/** Reads a change of terms. */
export function fromTermsChangeItem(item: Item): TermsChange {
  const agreedTotalMinorUnits = readInteger(item, "previous_agreed_total");
  const depositMinorUnits = readInteger(item, "previous_deposit");
  return {
    eventId: readText(item, "pk") ?? "",
    currency: readText(item, "currency") ?? "",
    before: agreedTotalMinorUnits === null ? null : { agreedTotalMinorUnits, depositMinorUnits },
    after: fromTermsItem(item),
    recordedBy: readText(item, "recorded_by"),
    principal: readText(item, "principal") ?? "",
  };
}

/** The item with the mail state of a change of terms. */
export function toTermsStateItem({ eventId, after }: TermsChange, mail: MailRecord): Item {
  return toItem({ ...termsStateKey({ eventId, setAt: after.setAt }), ...mailAttributes(mail) });
}
