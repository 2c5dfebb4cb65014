import { msg, str } from "@lit/localize";

/**
 * Labels of the buttons that open a dialog, and headings of the dialog. The variants with a title are for people who cannot see
 * which card a button belongs to.
 */
export const openerTexts = {
  get logPayment() {
    return msg("Log payment");
  },
  logPaymentFor: (title: string | null) => (title ? msg(str`Log payment for ${title}`) : msg("Log payment")),
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
