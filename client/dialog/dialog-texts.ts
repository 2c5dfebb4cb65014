import { msg } from "@lit/localize";

/** Texts of the dialog itself. */
export const dialogTexts = {
  get close() {
    return msg("Close");
  },
  get tryAgain() {
    return msg("Try again");
  },
  get loading() {
    return msg("Loading the form…");
  },
};
