import { msg, str } from "@lit/localize";

/** Texts of `<payment-state>`. */
export const stateTexts = {
  groupLabel: (title: string | null) => (title ? msg(str`Departure: ${title}`) : msg("Departure")),
  get clear() {
    return msg("Clear to depart");
  },
  get paidInFull() {
    return msg("Paid in full.");
  },
  get stop() {
    return msg("Do not depart");
  },
  get askAdmin() {
    return msg("Ask the admin before departing.");
  },
  get cancelled() {
    return msg("This charter is cancelled.");
  },
  get unsure() {
    return msg("Could not check");
  },
  get deadLink() {
    return msg("This link does not work (any more). Ask the admin for a new one.");
  },
  get unknownEvent() {
    return msg("This event is not known here.");
  },
  get checking() {
    return msg("Checking…");
  },
  get wait() {
    return msg("Wait for the answer before you depart.");
  },
  checkedAt: (time: string) => msg(str`Checked at ${time}`),
  triedAt: (time: string) => msg(str`Tried at ${time}`),
  get checkAgain() {
    return msg("Check again");
  },
};

/**
 * The server's English banner in the page's language. One without a translation is shown in the server's words, and never
 * replaced by the one that usually goes with the payment state.
 */
export function bannerWords(banner: string): string {
  return BANNERS.get(banner)?.() ?? banner;
}

const BANNERS: ReadonlyMap<string, () => string> = new Map([
  ["This charter is cancelled.", () => stateTexts.cancelled],
  [
    "Payment terms are not set. Ask the admin before departing.",
    () => msg("Payment terms are not set. Ask the admin before departing."),
  ],
  [
    "Do not depart until the deposit is confirmed.",
    () => msg("Do not depart until the deposit is confirmed."),
  ],
  [
    "Do not depart until full payment is received and logged.",
    () => msg("Do not depart until full payment is received and logged."),
  ],
]);
