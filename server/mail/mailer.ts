/** One mail, ready to be sent. */
export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets. The same for every attempt of the same mail, so that a duplicate is recognized. */
  messageId: string;
}

/** Passes mails to a mail server. */
export interface Mailer {
  /** Resolves once the server has accepted the mail; throws with the server's response otherwise. */
  send(mail: Mail): Promise<void>;
  /** Signs in without sending anything; throws with the server's response if that fails. */
  verify(): Promise<void>;
  /** Closes open connections. */
  close(): void;
}
