import { msg, str } from "@lit/localize";
import type { CrewStateQuery } from "../api/generated/graphql.ts";
import { textLanguage } from "../shared/language.ts";

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
    return msg("This event is cancelled.");
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

/** The server's English banner in the page's language, or in the server's words if there is no translation. */
export function bannerWords({
  banner,
  paymentState,
}: Pick<NonNullable<CrewStateQuery["event"]>, "banner" | "paymentState">): string {
  if (!banner) return stateTexts.askAdmin;
  return (textLanguage() !== "en" && BANNERS[paymentState]?.()) || banner;
}

const BANNERS: Partial<Record<string, () => string>> = {
  UNKNOWN: () => msg("Payment terms are not set. Ask the admin before departing."),
  TENTATIVE: () => msg("Do not depart until the deposit is confirmed."),
  DEPOSIT_RECEIVED: () => msg("Do not depart until full payment is received and logged."),
};
