/** Log lines to count: lines with one of these values. */
export interface CountedLine {
  id: string;
  /** Alternatives; one of them suffices. */
  anyOf: readonly { field: string; is: string }[];
}

/** Too many passwords were tried, through `signIn` or with a password in the header. */
export const TOO_MANY_ATTEMPTS: CountedLine = {
  id: "TooManyAttempts",
  anyOf: [
    { field: "code", is: "TOO_MANY_ATTEMPTS" },
    { field: "reason", is: "tooMany" },
  ],
};

/** A mail could not be sent for three days and will not be retried. */
export const MAIL_GIVEN_UP: CountedLine = {
  id: "MailsGivenUp",
  anyOf: [{ field: "message", is: "A mail was given up." }],
};
