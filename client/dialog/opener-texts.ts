import { msg, str } from "@lit/localize";

/** Words of the buttons beside "Log payment". Those with a title are for who cannot see on which card a button is. */
export const toolbarTexts = {
  get setTerms() {
    return msg("Set terms");
  },
  get editTerms() {
    return msg("Edit terms");
  },
  setTermsFor: (title: string | null) => (title ? msg(str`Set terms for ${title}`) : msg("Set terms")),
  editTermsFor: (title: string | null) => (title ? msg(str`Edit terms for ${title}`) : msg("Edit terms")),
  get settlement() {
    return msg("Settlement");
  },
  settlementOf: (title: string | null) => (title ? msg(str`Settlement of ${title}`) : msg("Settlement")),
};
