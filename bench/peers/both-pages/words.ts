import type { MailStatus, Payment } from "./payment.ts";

/** The kind of an entry that is not a payment. */
export const KINDS: Record<Payment["kind"], string> = { PAYMENT: "", VOID: "Void", REFUND: "Refund" };

/** The status of an entry. */
export const STATUSES: Record<Payment["status"], string> = {
  RECORDED: "",
  PARTIALLY_REFUNDED: "Partly refunded",
  REFUNDED: "Refunded",
  VOIDED: "Voided",
  CORRECTED: "Corrected",
};

/** Entries that were reversed. */
export const isReversed = ({ status }: Payment) =>
  status === "VOIDED" || status === "REFUNDED" || status === "CORRECTED";

const MAILS: Record<MailStatus, string> = {
  PENDING: "on its way",
  SENT: "sent",
  FAILED: "failed",
  OFF: "off",
};

/** The status of an entry's mails. */
export const mailWords = ({ notification, receipt }: Payment) =>
  `Mail ${MAILS[notification.status]}${receipt ? `, receipt ${MAILS[receipt.status]}` : ""}`;

/** The message if there was no response. */
export const NO_ANSWER = "There was no answer. Press “Log payment” again: it will not be logged twice.";
