/** One mail, ready to go. */
export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets; the same for every try of the same mail, so that a double is recognised. */
  messageId: string;
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** Resolves when the server has taken the mail; throws, with the server's own words, when it has not. */
  send(mail: Mail): Promise<void>;
  /** Signs in and sends nothing; throws, with the server's own words, when it is not let in. */
  verify(): Promise<void>;
  /** Lets go of open connections. */
  close(): void;
}
