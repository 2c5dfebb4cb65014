import { type Item, readInteger, readText, toItem } from "../../../table/items.ts";
import type { EventTerms } from "../../payment-state.ts";
import { termsKey } from "../keys.ts";

/** The item of the terms in force. */
export const toTermsItem = (eventId: string, terms: EventTerms & { currency: string }): Item =>
  toItem({
    ...termsKey(eventId),
    currency: terms.currency,
    agreed_total: terms.agreedTotalMinorUnits,
    deposit: terms.depositMinorUnits,
    set_at: terms.setAt,
  });

/** Reads the terms in force. */
export function fromTermsItem(item: Item): EventTerms {
  return {
    agreedTotalMinorUnits: readInteger(item, "agreed_total") ?? 0,
    depositMinorUnits: readInteger(item, "deposit"),
    setAt: readText(item, "set_at") ?? "",
  };
}
