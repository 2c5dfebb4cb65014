import { msg } from "@lit/localize";

/** Words of the dialog around whatever is in it. */
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
