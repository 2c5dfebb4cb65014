import { fromCompanionItem, toCompanionItem } from "../../server/ledger/dynamo/items/companion-item.ts";
import { compareHead, toHeadItem } from "../../server/ledger/dynamo/items/head-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { emptyHead, type LedgerHead } from "../../server/ledger/head.ts";
import type { LedgerStore, StoredReference } from "../../server/ledger/ledger-store.ts";
import { mailOff } from "../../server/ledger/mail-state.ts";
import type { StoredLine } from "../../server/ledger/stored-line.ts";
import { appendEntry } from "../../server/ledger/write/append-entry.ts";

/** A store with one ledger that is not stored: its lines are generated again for every reader, page by page from the first. */
export function createLongLedger(eventId: string, entries: number): Pick<LedgerStore, ReadByWalks> {
  const lines = createReader(eventId, entries);
  let head: LedgerHead | null = null;
  for (const made of makeLines(eventId, entries)) head = made.head;
  const uses = createReader(eventId, entries);
  return {
    readEvents: async () => [{ eventId, facts: null, head, terms: null }],
    readBeside: async () => ({
      snapshot: { eventId, facts: null, head, terms: null },
      compareHead: (expected) => (head ? compareHead(toHeadItem(head), expected) : null),
      compareTerms: () => [],
    }),
    async readRows({ limit }) {
      const { page, hasMore } = lines("rows", limit);
      return { rows: page.map(({ row }) => row), hasMore };
    },
    readRecords: async () => ({ rows: [], hasMore: false }),
    async readCompanions({ limit }) {
      const { page, hasMore } = lines("companions", limit);
      return { rows: page.flatMap(({ companion }) => companion ?? []), hasMore };
    },
    async readReferences({ limit }) {
      const { page, hasMore } = uses("references", limit);
      return { rows: page.map(toUse), hasMore };
    },
    readLines: async () => [],
  };
}

function toUse({ row, companion }: StoredLine): StoredReference {
  const { method, referenceFolded } = companion ?? {};
  const { ref } = row;
  const use = { method: method ?? "", folded: referenceFolded ?? "", ref };
  return { ...use, isReleased: false, place: ref.suffix, differences: [] };
}

type ReadByWalks =
  | "readEvents"
  | "readBeside"
  | "readRows"
  | "readRecords"
  | "readReferences"
  | "readCompanions"
  | "readLines";

interface Made {
  line: StoredLine;
  head: LedgerHead;
}

/** Reads the same lines for several readers, who are never far apart, from one source. */
function createReader(eventId: string, entries: number) {
  const source = makeLines(eventId, entries);
  const made = new Map<number, StoredLine>();
  const places = new Map<string, number>();
  let next = 0;
  const lineAt = (at: number) => {
    for (; next <= at; next += 1) {
      const { value } = source.next();
      if (value) made.set(next, value.line);
      made.delete(next - FURTHEST_APART);
    }
    return made.get(at);
  };
  return (reader: string, limit: number) => {
    const from = places.get(reader) ?? 0;
    const to = Math.min(from + limit, entries);
    places.set(reader, to);
    const page = Array.from({ length: to - from }, (_, at) => lineAt(from + at));
    return { page: page.filter((line) => line !== undefined), hasMore: to < entries };
  };
}

const FURTHEST_APART = 3000;

function* makeLines(eventId: string, entries: number): Generator<Made, undefined> {
  let head = emptyHead(eventId, "USD");
  for (let row = 0; row < entries; row += 1) {
    const { head: after, ...written } = appendEntry(head, {
      content: aPayment(row),
      activeChange: 1,
      now: new Date(FIRST_DAY + row * 1000),
      uuid: `00000000-0000-4000-8000-${String(row).padStart(12, "0")}`,
      seal: sealEntry,
      patronEmail: null,
      mail: () => mailOff("Made."),
    });
    head = after;
    const companion = fromCompanionItem(toCompanionItem(written.entry, written.companion));
    yield { line: { row: written.row, companion }, head };
  }
}

const FIRST_DAY = Date.parse("2025-03-01T00:00:00Z");

const aPayment = (row: number) => ({
  kind: "PAYMENT" as const,
  minorUnits: 100 + row,
  patron: "Maya Rivera",
  method: "CASH",
  reference: `R-${row}`,
  receivedOn: "2025-03-01",
  recordedBy: "Ines Duarte",
  principal: "admin",
  ...{ parts: null, externalId: null, typedAt: null, call: null, salt: "ab".repeat(16), movedTo: null },
  ...{ notes: null, reason: null, reverses: null, replaces: null, duplicateOf: null },
});
