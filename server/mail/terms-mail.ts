import type { LedgerRecord } from "../ledger/record.ts";
import { formatInstant, formatMoney } from "./formats.ts";
import { type Letter, renderLetter } from "./letter.ts";
import type { Mail } from "./mailer.ts";
import { phrase } from "./phrase.ts";
import { proofFacts } from "./proof-facts.ts";

/** The content of a mail about a change of terms. */
export interface TermsSubject {
  record: LedgerRecord;
  /** SHA-256 of the record, hexadecimal. */
  hash: string | null;
  eventTitle: string | null;
  timeZone: string;
  /** The URL of the dispatch page, without a trailing slash. */
  baseUrl: string;
}

/** The mail to the admin about new or changed terms: who, when, and the old and new values. */
export function termsMail({ record, hash, eventTitle, timeZone, baseUrl }: TermsSubject, to: string): Mail {
  const { ref, before, terms: after, currency, recordedBy, loggedAt, sequence } = record;
  const { eventId } = ref;
  const title = eventTitle ?? eventId;
  const money = (minorUnits: number | null) =>
    minorUnits === null ? "none" : formatMoney(minorUnits, currency);
  const facts: Letter["facts"] = [
    ["Event", eventTitle === null ? eventId : phrase`${eventTitle} (${eventId})`],
    ["Agreed total", money(after.agreedTotalMinorUnits)],
    ["Deposit", money(after.depositMinorUnits)],
    ...(before ? ([["Agreed total before", money(before.agreedTotalMinorUnits)]] as const) : []),
    ...(before ? ([["Deposit before", money(before.depositMinorUnits)]] as const) : []),
    ["Set at", formatInstant(loggedAt, timeZone)],
    ["Recorded by", recordedBy ?? "Not given"],
    ...proofFacts({ sequence, hash }),
  ];
  const heading = before ? phrase`Terms changed for ${title}` : phrase`Terms set for ${title}`;
  const letter: Letter = {
    heading,
    facts,
    link: { label: "Open the dispatch page", url: `${baseUrl}/` },
    closing: "Terms decide when the crew may depart. If you did not expect this change, look into it.",
  };
  return renderLetter(letter, {
    to,
    subject: phrase`${heading}: ${money(after.agreedTotalMinorUnits)}`,
    about: [eventId, "terms", loggedAt],
  });
}
