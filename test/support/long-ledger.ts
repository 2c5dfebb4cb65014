import { fromCompanionItem, toCompanionItem } from "../../server/ledger/dynamo/items/companion-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { emptyHead, type LedgerHead } from "../../server/ledger/head.ts";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import { mailOff } from "../../server/ledger/mail-state.ts";
import type { StoredLine } from "../../server/ledger/stored-line.ts";
import { appendEntry } from "../../server/ledger/write/append-entry.ts";

/** A store with one ledger that is not stored: its lines are generated again for every reader, page by page from the first. */
export function createLongLedger(eventId: string, entries: number): Pick<LedgerStore, ReadByWalks> {
  const nextLine = createReader(eventId, entries);
  const nextCompanion = createReader(eventId, entries);
  return {
    async readEvents() {
      let last: Made | undefined;
      for (const made of makeLines(eventId, entries)) last = made;
      return [{ eventId, facts: null, head: last?.head ?? null, terms: null }];
    },
    readPage: async ({ limit }) => nextLine(limit),
    async readCompanions({ limit }) {
      const { lines, hasMore } = nextCompanion(limit);
      return { companions: lines.flatMap(({ companion }) => companion ?? []), hasMore };
    },
  };
}

type ReadByWalks = "readEvents" | "readPage" | "readCompanions";

interface Made {
  line: StoredLine;
  head: LedgerHead;
}

function createReader(eventId: string, entries: number) {
  const source = makeLines(eventId, entries);
  let left = entries;
  return (limit: number) => {
    const lines: StoredLine[] = [];
    while (lines.length < limit && left > 0) {
      const { value } = source.next();
      if (value) lines.push(value.line);
      left -= 1;
    }
    return { lines, hasMore: left > 0 };
  };
}

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
  ...{ notes: null, reason: null, reverses: null, replaces: null, duplicateOf: null },
});
