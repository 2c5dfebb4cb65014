import { minorDigits, storedToMinorUnits } from "../values/money.ts";
import type { EventSnapshot } from "./ledger-store.ts";
import type { EventTerms } from "./payment-state.ts";

/** What was agreed for an event: what was set here, else what the dispatch tool's own item says; null when neither does. */
export function termsOf(
  { terms, facts }: EventSnapshot,
  currency: string,
): Pick<EventTerms, "agreedTotalMinorUnits" | "depositMinorUnits"> | null {
  if (terms) return terms;
  const agreedTotalMinorUnits = readStored(facts?.agreedTotal, currency);
  if (agreedTotalMinorUnits === null) return null;
  return { agreedTotalMinorUnits, depositMinorUnits: readStored(facts?.deposit, currency) };
}

/** An amount that the tool keeps and the currency cannot represent, or a negative one, is none. */
function readStored(stored: string | null | undefined, currency: string): number | null {
  const minorUnits = stored == null ? null : storedToMinorUnits(stored, minorDigits(currency) ?? 0);
  return minorUnits === null || minorUnits < 0 ? null : minorUnits;
}
