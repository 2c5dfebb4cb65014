import type { Entry } from "../ledger/entry.ts";
import { toPaymentId } from "../ledger/ids.ts";
import { PURPOSES, type Purpose } from "../ledger/purposes.ts";
import { findMethod } from "../values/methods.ts";
import { formatDate, formatInstant, formatMoney } from "./formats.ts";
import { type Letter, renderLetter } from "./letter.ts";
import type { Mail } from "./mailer.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { proofFacts } from "./proof-facts.ts";

/** The content of a mail about an entry. */
export interface EntrySubject {
  entry: Entry;
  eventTitle: string | null;
  timeZone: string;
  /** The URL of the dispatch page, without a trailing slash. */
  baseUrl: string;
}

/** The recipient of a mail, and how often the mail was queued again. */
export interface Addressee {
  to: string;
  resends: number;
}

/** The mail to the admin: the paper trail of an entry, with its place in the ledger. */
export function notificationMail(subject: EntrySubject, { to, resends }: Addressee): Mail {
  const { entry, eventTitle } = subject;
  const patron = entry.patron ?? "an unnamed patron";
  const letter: Letter = {
    heading: headingOf(entry, patron),
    facts: [...eventFacts(subject), ...paymentFacts(subject), ...ledgerFacts(subject)],
    link: { label: "Open the dispatch page", url: `${subject.baseUrl}/` },
    closing: "This mail is a second copy of the ledger's entry. Keep it: its hash proves what was logged.",
  };
  const line = phrase`${subjectOf(entry, patron)} · ${eventTitle ?? entry.ref.eventId}`;
  return renderLetter(letter, {
    to,
    subject: line,
    about: ["notification", toPaymentId(entry.ref), `${resends}`],
  });
}

/** The mail to the patron: what was received, without the operator's notes. */
export function receiptMail(subject: EntrySubject, { to, resends }: Addressee): Mail {
  const { entry, eventTitle } = subject;
  const amount = formatMoney(entry.minorUnits ?? 0, entry.currency);
  const letter: Letter = {
    heading: phrase`Thank you. We received ${amount}.`,
    facts: [
      ...eventFacts(subject),
      ["Patron", entry.patron ?? ""],
      ["Amount", amount],
      ...partFacts(entry),
      ...methodFacts(entry),
      ...(entry.replaces ? ([["Note", "This replaces an earlier receipt."]] as const) : []),
    ],
    link: null,
    closing: "If anything here is not right, please answer this mail.",
  };
  const word = entry.replaces ? "Corrected receipt" : "Receipt";
  const line = phrase`${word}: ${amount} for ${eventTitle ?? entry.ref.eventId}`;
  return renderLetter(letter, {
    to,
    subject: line,
    about: ["receipt", toPaymentId(entry.ref), `${resends}`],
  });
}

/** The size of a void or refund, unsigned; the amount below it shows the sign. */
const sizeOf = (entry: Entry) => formatMoney(Math.abs(entry.minorUnits ?? 0), entry.currency);

function headingOf(entry: Entry, patron: string): Phrase {
  if (entry.kind === "VOID") return phrase`${sizeOf(entry)} of ${patron} voided`;
  if (entry.kind === "REFUND") return phrase`${sizeOf(entry)} refunded to ${patron}`;
  return phrase`${sizeOf(entry)} received from ${patron}${entry.replaces ? " (corrected)" : ""}`;
}

function subjectOf(entry: Entry, patron: string): Phrase {
  if (entry.kind === "VOID") return phrase`Void: ${sizeOf(entry)} of ${patron}`;
  if (entry.kind === "REFUND") return phrase`Refund: ${sizeOf(entry)} to ${patron}`;
  return phrase`${entry.replaces ? "Correction: " : ""}${sizeOf(entry)} from ${patron}`;
}

type Facts = Letter["facts"];

const eventFacts = ({ entry, eventTitle }: EntrySubject): Facts => [
  ["Event", eventTitle === null ? entry.ref.eventId : phrase`${eventTitle} (${entry.ref.eventId})`],
];

const methodFacts = (entry: Entry): Facts => [
  ["Method", findMethod(entry.method ?? "")?.label ?? "Not known"],
  ...(entry.reference ? [["Reference", entry.reference] as const] : []),
  ...(entry.receivedOn
    ? [[entry.kind === "REFUND" ? "Given back on" : "Received on", formatDate(entry.receivedOn)] as const]
    : []),
];

const paymentFacts = ({ entry, timeZone }: EntrySubject): Facts => [
  ["Patron", entry.patron ?? "Not known"],
  ["Amount", formatMoney(entry.minorUnits ?? 0, entry.currency)],
  ...partFacts(entry),
  ...(entry.reason ? [["Reason", entry.reason] as const] : []),
  ...methodFacts(entry),
  ...(entry.notes ? [["Notes", entry.notes] as const] : []),
  ...(entry.loggedAt ? [["Logged at", formatInstant(entry.loggedAt, timeZone)] as const] : []),
  ["Recorded by", entry.recordedBy ?? "Not given"],
  ...(entry.duplicateOf ? [["Note", "Logged although it looks like an earlier payment."] as const] : []),
];

const ledgerFacts = ({ entry }: EntrySubject): Facts => [
  ...(entry.totalAfterMinorUnits === null
    ? []
    : [["Total collected", formatMoney(entry.totalAfterMinorUnits, entry.currency)] as const]),
  ...proofFacts(entry),
];

const PURPOSE_LABELS: Record<Purpose, string> = {
  FARE: "Fare",
  GRATUITY: "Tip for the crew",
  SECURITY_DEPOSIT: "Security deposit",
};

/** What the amount is for, unless all of it is fare. */
function partFacts(entry: Entry): Facts {
  const { parts, currency } = entry;
  if (parts === null) return [];
  const given = PURPOSES.filter((purpose) => parts[purpose]);
  return given.map((purpose) => [PURPOSE_LABELS[purpose], formatMoney(parts[purpose] ?? 0, currency)]);
}
