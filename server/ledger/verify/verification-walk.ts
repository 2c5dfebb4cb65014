import type { LedgerHead } from "../head.ts";
import { toPaymentId } from "../ids.ts";
import { walkPages } from "../ledger-lines.ts";
import type { LedgerStore, RowPage, RowsRequest, StoredBeside } from "../ledger-store.ts";
import { isRecordKind } from "../record.ts";
import type { CompanionRecord } from "../stored-line.ts";
import { type Finding, type Member, toMember, toRecordMember } from "./verification-records.ts";

/** What is needed to read the rows of a ledger. */
export interface ReadLedger {
  store: LedgerStore;
  eventId: string;
  currency: string;
  timeZone: string;
}

/** A ledger being verified. */
export interface VerifiedLedger extends ReadLedger {
  /** What was kept beside its rows before the first one was read. */
  beside: StoredBeside;
  /** The head of that moment. */
  head: LedgerHead | null;
  onProgress?: (entries: number) => void;
}

/** What remains of a removed entry or record: its companion. */
export interface RemovedLink {
  sequence: number;
  finding: Finding;
}

type Passed =
  | { is: "member"; member: Member }
  | { is: "stray"; finding: Finding; suffix: string }
  | { is: "removed"; link: RemovedLink };

/**
 * Walks through a ledger in key order: entries and records with their companions, rows that do not belong to it, and the
 * companions of what was removed. All three ranges of keys have the same order. A row may be logged after the companions
 * of its place were read, so a missing companion is looked up.
 */
export async function* walkRows(ledger: ReadLedger): AsyncGenerator<Passed> {
  const { store } = ledger;
  const rows = walkRange(ledger, store.readRows, ({ ref }) => ref.suffix);
  const records = walkRange(ledger, store.readRecords, ({ ref }) => ref.suffix);
  const companions = walkRange(ledger, store.readCompanions, ({ suffix }) => suffix);
  const reading = { currency: ledger.currency, timeZone: ledger.timeZone, place: 0 };
  let [row, record, companion] = await Promise.all([rows.next(), records.next(), companions.next()]);
  while (!row.done || !record.done || !companion.done) {
    const suffix = firstOf([row.value?.ref.suffix, record.value?.ref.suffix, companion.value?.suffix]);
    let beside = companion.value?.suffix === suffix ? companion.value : null;
    if (beside) companion = await companions.next();
    const stored = row.value?.ref.suffix === suffix ? row.value : null;
    const kept = record.value?.ref.suffix === suffix ? record.value : null;
    if (stored) {
      const late = stored.isOurs && !beside ? (await store.readLines([stored.ref]))[0]?.companion : null;
      yield pass(toMember({ row: stored, companion: beside ?? late ?? null }, reading), suffix);
      reading.place += 1;
      beside = null;
      row = await rows.next();
    }
    if (kept) {
      const late = beside ? null : (await store.readRecord(kept.ref))?.companion;
      yield pass(toRecordMember({ row: kept, companion: beside ?? late ?? null }, reading.place), suffix);
      reading.place += 1;
      beside = null;
      record = await records.next();
    }
    if (beside) yield { is: "removed", link: toRemoved(ledger.eventId, beside) };
  }
}

const pass = (member: Member | Finding, suffix: string): Passed =>
  "code" in member ? { is: "stray", finding: member, suffix } : { is: "member", member };

/** Keys are sorted by their bytes. */
function firstOf(suffixes: (string | undefined)[]): string {
  const given = suffixes.filter((suffix) => suffix !== undefined);
  return given.reduce((first, suffix) => (isBefore(suffix, first) ? suffix : first), given[0] ?? "");
}

const ASCII = /^[\x20-\x7e]*$/;

const isBefore = (a: string, b: string) =>
  ASCII.test(a) && ASCII.test(b) ? a < b : Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

/** Only these properties need to be kept. */
function toRemoved(eventId: string, { kind, suffix, sequence }: CompanionRecord): RemovedLink {
  const isRecord = isRecordKind(kind);
  const paymentId = isRecord ? null : toPaymentId({ eventId, suffix });
  const message = `${isRecord ? "Record" : "Entry"} ${sequence} was logged, but its row no longer exists.`;
  return { sequence, finding: { code: "REMOVED", paymentId, message } };
}

const ROWS_PER_PAGE = 500;

const walkRange = <Row>(
  { eventId }: ReadLedger,
  read: (request: RowsRequest) => Promise<RowPage<Row>>,
  placeOf: (row: Row) => string,
): AsyncGenerator<Row, undefined> =>
  walkPages((after) => read({ eventId, limit: ROWS_PER_PAGE, ...(after && { after }) }), placeOf);

/** Every reference in use. */
export const walkReferences = (ledger: ReadLedger) =>
  walkRange(ledger, ledger.store.readReferences, ({ place }) => place);
