import { minorDigits, storedToMinorUnits } from "../values/money.ts";
import type { LedgerHead } from "./head.ts";
import type { EventSnapshot } from "./ledger-store.ts";
import type { AgreedTerms } from "./payment-state.ts";
import type { CompanionRecord, DecodedLine, ReadingContext, StoredLine } from "./stored-line.ts";

/** The currency of an event: that of its ledger, otherwise that of the dispatch tool, otherwise the operator's. */
export function currencyOf(snapshot: EventSnapshot, operatorCurrency: string): string {
  return snapshot.head?.currency ?? snapshot.facts?.currency ?? operatorCurrency;
}

/** How the rows of an event are read in this deployment. */
export function readingOf(
  snapshot: EventSnapshot,
  installation: { operatorCurrency: string; timeZone: string },
): ReadingContext {
  const { operatorCurrency, timeZone } = installation;
  return { currency: currencyOf(snapshot, operatorCurrency), timeZone };
}

/** A stored line, decoded. An adopted row takes what its adoption derived from its companion. */
export function toLedgerLine({ row, companion }: StoredLine, context: ReadingContext): DecodedLine {
  if (row.isOurs) return { entry: row.read(context), companion };
  const entry = row.read({ ...context, ...(companion && { currency: companion.currency }) });
  const read = companion ? { ...entry, ...derivedOf(companion) } : entry;
  return {
    entry: { ...read, storedAmount: read.minorUnits === null ? entry.storedAmount : null },
    companion,
  };
}

const derivedOf = ({ sequence, hash, receivedOn, number, minorUnits }: CompanionRecord) => ({
  sequence,
  hash,
  receivedOn,
  number,
  minorUnits,
});

/** Whether the head has complete totals, which is the case once legacy rows are adopted. */
export function hasTotals(head: LedgerHead | null): head is LedgerHead {
  return head !== null && !head.adopting;
}

/** The terms of an event: those set here, otherwise those of the dispatch tool's item; null if neither has any. */
export function termsOf({ terms, facts }: EventSnapshot, currency: string): AgreedTerms | null {
  if (terms) return terms;
  const agreedTotalMinorUnits = readStored(facts?.agreedTotal, currency);
  if (agreedTotalMinorUnits === null) return null;
  return { agreedTotalMinorUnits, depositMinorUnits: readStored(facts?.deposit, currency) };
}

/** A negative amount, or one that the currency cannot represent, counts as missing. */
function readStored(stored: string | null | undefined, currency: string): number | null {
  const minorUnits = stored == null ? null : storedToMinorUnits(stored, minorDigits(currency) ?? 0);
  return minorUnits === null || minorUnits < 0 ? null : minorUnits;
}
