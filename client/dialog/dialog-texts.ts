import { msg } from "@lit/localize";

/** Words of the dialog around the form. */
export const dialogTexts = {
  get heading() {
    return msg("Log payment");
  },
  get close() {
    return msg("Close");
  },
  get tryAgain() {
    return msg("Try again");
  },
  get loading() {
    return msg("Loading the form…");
  },
  get eventUnknown() {
    return msg("This event is not known here, so no payment can be logged for it.");
  },
  get mayNotLog() {
    return msg("You may see payments, but not log them, with this sign-in.");
  },
};
