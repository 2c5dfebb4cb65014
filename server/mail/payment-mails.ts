import { createHash } from "node:crypto";
import type { Entry } from "../ledger/entry.ts";
import { toPaymentId } from "../ledger/ids.ts";
import type { MailKind } from "../ledger/mail-state.ts";
import { findMethod } from "../ledger/methods.ts";
import { drawDate, drawInstant, drawMoney } from "./formats.ts";
import { drawHtml, drawText, type Letter } from "./letter.ts";
import type { Mail } from "./mailer.ts";

/** What a mail about an entry tells. */
export interface MailSubject {
  entry: Entry;
  event: { title: string | null; startsAt: string | null };
  timeZone: string;
  /** The dispatch page, without a trailing slash. */
  baseUrl: string;
}

const SHORT_HASH = 12;

/** The mail to the admin: the paper trail of an entry, with its place in the ledger. */
export function notificationMail(subject: MailSubject, to: string): Mail {
  const { entry, event } = subject;
  const amount = drawMoney(entry.minorUnits ?? 0, entry.currency);
  const patron = entry.patron ?? "an unnamed patron";
  return toMail(subject, {
    to,
    kind: "notification",
    subject: `${amount} from ${patron} · ${event.title ?? entry.ref.eventId}`,
    letter: {
      heading: `${amount} received from ${patron}`,
      facts: [...eventFacts(subject), ...paymentFacts(subject), ...ledgerFacts(subject)],
      link: { label: "Open the dispatch page", url: `${subject.baseUrl}/` },
      closing: "This mail is a second copy of the ledger's entry. Keep it: its hash proves what was logged.",
    },
  });
}

/** The mail to the patron: what was received, without the operator's own notes. */
export function receiptMail(subject: MailSubject, to: string): Mail {
  const { entry, event } = subject;
  const amount = drawMoney(entry.minorUnits ?? 0, entry.currency);
  return toMail(subject, {
    to,
    kind: "receipt",
    subject: `Receipt: ${amount} for ${event.title ?? entry.ref.eventId}`,
    letter: {
      heading: `Thank you. We received ${amount}.`,
      facts: [
        ...eventFacts(subject),
        ["Patron", entry.patron ?? ""],
        ["Amount", amount],
        ...methodFacts(entry),
      ],
      link: null,
      closing: "If anything here is not right, please answer this mail.",
    },
  });
}

type Facts = Letter["facts"];

const eventFacts = ({ entry, event }: MailSubject): Facts => [
  ["Event", event.title === null ? entry.ref.eventId : `${event.title} (${entry.ref.eventId})`],
];

const methodFacts = (entry: Entry): Facts => [
  ["Method", findMethod(entry.method ?? "")?.label ?? "Not known"],
  ...(entry.reference ? [["Reference", entry.reference] as const] : []),
  ...(entry.receivedOn ? [["Received on", drawDate(entry.receivedOn)] as const] : []),
];

const paymentFacts = ({ entry, timeZone }: MailSubject): Facts => [
  ["Patron", entry.patron ?? "Not known"],
  ["Amount", drawMoney(entry.minorUnits ?? 0, entry.currency)],
  ...methodFacts(entry),
  ...(entry.notes ? [["Notes", entry.notes] as const] : []),
  ...(entry.loggedAt ? [["Logged at", drawInstant(entry.loggedAt, timeZone)] as const] : []),
  ["Recorded by", entry.recordedBy ?? "Not given"],
  ...(entry.duplicateOf ? [["Note", "Logged although it looks like an earlier payment."] as const] : []),
];

const ledgerFacts = ({ entry }: MailSubject): Facts => [
  ["Sequence", `${entry.sequence ?? "none"}`],
  ...(entry.totalAfterMinorUnits === null
    ? []
    : [["Total collected", drawMoney(entry.totalAfterMinorUnits, entry.currency)] as const]),
  ["Hash", entry.hash?.slice(0, SHORT_HASH) ?? "none"],
];

function toMail(
  { entry }: MailSubject,
  mail: { to: string; kind: MailKind; subject: string; letter: Letter },
): Mail {
  return {
    to: mail.to,
    subject: oneLine(mail.subject),
    text: drawText(mail.letter),
    html: drawHtml(mail.letter),
    messageId: messageIdOf(entry, mail.kind),
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ");

/** Derived from the payment, so that a mail sent twice after a crash carries the same one. */
function messageIdOf(entry: Entry, kind: MailKind): string {
  const digest = createHash("sha256").update(toPaymentId(entry.ref)).digest("hex").slice(0, 32);
  return `${kind}.${digest}@dispatch-payments.invalid`;
}
