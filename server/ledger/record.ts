import type { Authorship, ChainPlace } from "./entry.ts";
import type { AgreedTerms, EventTerms } from "./payment-state.ts";

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

/** The terms that a record puts in force. */
export const termsInForce = (record: LedgerRecord): EventTerms & { currency: string } => ({
  ...record.terms,
  setAt: record.loggedAt,
  currency: record.currency,
});

/** The kinds of records that this version knows. */
const RECORD_KINDS: ReadonlySet<string> = new Set<LedgerRecord["kind"]>(["TERMS_SET"]);

/** Whether this is the kind of a record, not of an entry. */
export const isRecordKind = (kind: string | null): kind is LedgerRecord["kind"] =>
  kind !== null && RECORD_KINDS.has(kind);
