import { type Item, readInteger, readText, toItem, type Values } from "../../../table/items.ts";
import type { EventTerms } from "../../payment-state.ts";
import { termsKey } from "../keys.ts";

/** The item of the terms in force. */
export const toTermsItem = (...given: Parameters<typeof termsValues>): Item => toItem(termsValues(...given));

/** What the item of the terms in force holds. */
export const termsValues = (eventId: string, terms: EventTerms & { currency: string }): Values => ({
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
