import type { MailStatus, Payment } from "./payment.ts";

/** What an entry is, where that is no payment. */
export const KINDS: Record<Payment["kind"], string> = { PAYMENT: "", VOID: "Void", REFUND: "Refund" };

/** What has become of an entry. */
export const STATUSES: Record<Payment["status"], string> = {
  RECORDED: "",
  PARTIALLY_REFUNDED: "Partly refunded",
  REFUNDED: "Refunded",
  VOIDED: "Voided",
  CORRECTED: "Corrected",
};

/** Entries whose money is gone again. */
export const isTakenBack = ({ status }: Payment) =>
  status === "VOIDED" || status === "REFUNDED" || status === "CORRECTED";

const MAILS: Record<MailStatus, string> = {
  PENDING: "on its way",
  SENT: "sent",
  FAILED: "failed",
  OFF: "off",
};

/** What became of an entry's mails. */
export const mailWords = ({ notification, receipt }: Payment) =>
  `Mail ${MAILS[notification.status]}${receipt ? `, receipt ${MAILS[receipt.status]}` : ""}`;

/** What to say when there was no answer. */
export const NO_ANSWER = "There was no answer. Press “Log payment” again: it will not be logged twice.";
