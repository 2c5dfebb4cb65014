import { toCompanionItem } from "../../server/ledger/dynamo/items/companion-item.ts";
import { toEntryItem } from "../../server/ledger/dynamo/items/entry-item.ts";
import { toHeadItem } from "../../server/ledger/dynamo/items/head-item.ts";
import { toReferenceItem } from "../../server/ledger/dynamo/items/reference-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import type { NewEntry } from "../../server/ledger/entry.ts";
import { emptyHead } from "../../server/ledger/head.ts";
import { toPaymentId } from "../../server/ledger/ids.ts";
import { mailOff } from "../../server/ledger/mail-state.ts";
import { appendEntry, type EntryContent } from "../../server/ledger/write/append-entry.ts";
import { type Item, toDecimal, toItem } from "../../server/table/items.ts";
import { foldReference } from "../../server/values/folding.ts";

/** How many rows to create, the same number in every event. */
export interface RowCount {
  events: number;
  rowsPerEvent: number;
}

const PATRONS = ["Maya Rivera", "Tom Okafor", "Ines Duarte"];
const METHODS = ["CASH", "CHECK", "ZELLE", "CARD"];
const FIRST_DAY = Date.parse("2025-03-01T00:00:00Z");
const MINUTE_MILLISECONDS = 60_000;

/** Every 20 rows, the second one is a void of the first. */
const VOIDED_EVERY = 20;

const toEventId = (event: number) => `charter-${String(event).padStart(4, "0")}`;
const toUuid = (event: number, row: number) =>
  `00000000-0000-4000-8000-${String(event).padStart(5, "0")}${String(row).padStart(7, "0")}`;

/** The items of valid ledgers, as our own API writes them. The first event is `charter-0000`. */
export function* ourRows({ events, rowsPerEvent }: RowCount): Generator<Item> {
  for (let event = 0; event < events; event += 1) {
    let head = emptyHead(toEventId(event), "USD");
    let payment: ReturnType<typeof append> | null = null;
    const append = (content: EntryContent, activeChange: 1 | -1) => {
      const now = new Date(FIRST_DAY + (head.sequence * events + event) * MINUTE_MILLISECONDS);
      const uuid = toUuid(event, head.sequence);
      const mail = () => mailOff("Loaded.");
      const seal = sealEntry;
      const written = appendEntry(head, { content, activeChange, now, uuid, seal, patronEmail: null, mail });
      head = written.head;
      return written;
    };
    for (let row = 0; row < rowsPerEvent; row += 1) {
      const target = row % VOIDED_EVERY === 1 ? payment : null;
      const content = target ? aVoid(target.entry) : aPayment(row);
      const written = append(content, target ? -1 : 1);
      yield toEntryItem(written.entry);
      const isVoidedNext = row % VOIDED_EVERY === 0 && row + 1 < rowsPerEvent;
      if (target) {
        const reversedBy = toPaymentId(written.entry.ref);
        yield toCompanionItem(target.entry, { ...target.companion, status: "VOIDED", reversedBy });
        yield toReferenceItem(useOf(target.entry), { isReleased: true });
      }
      if (!isVoidedNext) {
        yield toCompanionItem(written.entry, written.companion);
        if (!target) yield toReferenceItem(useOf(written.entry), { isReleased: false });
      }
      payment = written;
    }
    yield toHeadItem(head);
  }
}

/** Any 16 bytes, hexadecimal. */
const SALT = "ab".repeat(16);

const aPayment = (row: number): EntryContent => ({
  kind: "PAYMENT",
  minorUnits: 100 + ((row * 7919) % 90_000),
  patron: PATRONS[row % PATRONS.length] ?? "",
  method: METHODS[row % METHODS.length] ?? "",
  reference: `R-${row}`,
  notes: row % 5 === 0 ? "Counted twice on the dock." : null,
  receivedOn: new Date(FIRST_DAY + row * MINUTE_MILLISECONDS).toISOString().slice(0, "2026-06-14".length),
  recordedBy: "Ines Duarte",
  principal: "admin",
  ...{ reason: null, reverses: null, replaces: null, duplicateOf: null, movedTo: null },
  ...{ parts: null, externalId: null, typedAt: null, call: null, salt: SALT },
});

const useOf = ({ method, reference, ref }: NewEntry) => ({
  method: method ?? "",
  folded: foldReference({ method: method ?? "", reference: reference ?? "" }),
  ref,
});

function aVoid(target: NewEntry): EntryContent {
  const { kind: _, ref, minorUnits, ...content } = target;
  return {
    ...content,
    kind: "VOID",
    minorUnits: -minorUnits,
    reverses: toPaymentId(ref),
    reason: "Logged on the wrong event.",
  };
}

/** Rows as the legacy handler wrote them, not adopted yet. */
export function* legacyRows({ events, rowsPerEvent }: RowCount): Generator<Item> {
  for (let event = 0; event < events; event += 1) {
    for (let row = 0; row < rowsPerEvent; row += 1) {
      const instant = new Date(FIRST_DAY + row * MINUTE_MILLISECONDS).toISOString();
      const timestamp = `${instant.slice(0, -1)}000`;
      const uuid = toUuid(event, row);
      yield toItem({
        pk: toEventId(event),
        sk: `PAYMENT#${timestamp}#${uuid}`,
        payment_id: uuid,
        amount: toDecimal(`${1 + (row % 900)}.5`),
        patron: PATRONS[row % PATRONS.length],
        timestamp,
        notes: "cash",
      });
    }
  }
}
