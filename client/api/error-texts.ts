import { msg, str } from "@lit/localize";

/** Messages for failures between the page and the server. */
export const errorTexts = {
  get network() {
    return msg("No answer from the server. Check the connection and try again.");
  },
  badAnswer: (status: number) =>
    msg(str`The server cannot be reached just now (status ${status}). Try again in a moment.`),
  get unauthenticated() {
    return msg("You are not signed in, or your sign-in has ended. Sign in and try again.");
  },
  get forbidden() {
    return msg("You may not see or log payments with this sign-in.");
  },
  serverFailed: (requestId: string | undefined) =>
    requestId
      ? msg(str`Something went wrong on the server. Try again. (Request ${requestId})`)
      : msg("Something went wrong on the server. Try again."),
  get askBeforeDeparting() {
    return msg("Do not depart before you have asked the admin.");
  },
  get partMissing() {
    return msg("This part of the page could not be loaded. Check the connection, or reload the page.");
  },
};
