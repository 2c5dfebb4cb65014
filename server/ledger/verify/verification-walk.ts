import type { LedgerHead } from "../head.ts";
import { walkLedger, walkPages } from "../ledger-lines.ts";
import type { LedgerStore } from "../ledger-store.ts";
import type { CompanionRecord } from "../stored-line.ts";
import { type Finding, type Member, toMember } from "./verification-records.ts";

/** A ledger being verified, and how its rows are read. */
export interface VerifiedLedger {
  store: LedgerStore;
  eventId: string;
  /** As it was before the first row was read. */
  head: LedgerHead | null;
  currency: string;
  timeZone: string;
}

/** What remains of a removed entry: its companion. */
export type RemovedEntry = Pick<CompanionRecord, "suffix" | "sequence">;

type Passed =
  | { is: "entry"; member: Member }
  | { is: "stray"; finding: Finding }
  | { is: "removed"; entry: RemovedEntry };

/**
 * Walks through a ledger in key order: entries, rows that do not belong to it, and the companions of removed entries.
 * Companions are in the same order as their entries, so those that are skipped on the way to an entry have no entry.
 * The walk misses only a companion that appears while it is running.
 */
export async function* walkRows(ledger: VerifiedLedger): AsyncGenerator<Passed> {
  const companions = walkCompanions(ledger);
  let next = await companions.next();
  const reading = { currency: ledger.currency, timeZone: ledger.timeZone, place: 0 };
  for await (const stored of walkLedger(ledger.store, ledger.eventId)) {
    const member = toMember(stored, reading);
    reading.place += 1;
    if ("code" in member) {
      yield { is: "stray", finding: member };
      continue;
    }
    const { suffix } = stored.row.ref;
    for (; !next.done && isBefore(next.value.suffix, suffix); next = await companions.next())
      yield toRemoved(next.value);
    if (next.value?.suffix === suffix) next = await companions.next();
    yield { is: "entry", member };
  }
  for (; !next.done; next = await companions.next()) yield toRemoved(next.value);
}

/** Keys are sorted by their bytes. */
const isBefore = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

/** Only these properties need to be kept. */
const toRemoved = ({ suffix, sequence }: CompanionRecord): Passed => ({
  is: "removed",
  entry: { suffix, sequence },
});

const COMPANIONS_PAGE = 500;

const walkCompanions = ({ store, eventId }: VerifiedLedger): AsyncGenerator<CompanionRecord, undefined> =>
  walkPages(async (after) => {
    const { companions, hasMore } = await store.readCompanions({ eventId, limit: COMPANIONS_PAGE, after });
    return { rows: companions, last: hasMore ? companions.at(-1)?.suffix : undefined };
  });
