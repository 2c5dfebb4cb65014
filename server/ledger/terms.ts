import { minorDigits, storedToMinorUnits } from "../values/money.ts";
import type { EventSnapshot } from "./ledger-store.ts";
import type { EventTerms } from "./payment-state.ts";

/** The terms of an event: those set here, otherwise those of the dispatch tool's item; null if neither has any. */
export function termsOf(
  { terms, facts }: EventSnapshot,
  currency: string,
): Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits"> | null {
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
