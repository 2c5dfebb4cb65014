import type { Authorship, ChainPlace } from "./entry.ts";
import type { AgreedTerms } from "./payment-state.ts";

/** The content of a change of terms. */
interface TermsContent {
  kind: "TERMS_SET";
  currency: string;
  /** The terms from now on. */
  terms: AgreedTerms;
  /** The terms set before; null if there were none. */
  before: AgreedTerms | null;
  reason: string | null;
}

/** What belongs to a ledger but is not money. It has its place among the entries and is never changed. */
export type LedgerRecord = TermsContent & ChainPlace & Authorship;
