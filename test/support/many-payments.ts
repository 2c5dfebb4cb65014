import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { toCompanionItem } from "../../server/ledger/dynamo/items/companion-item.ts";
import { toEntryItem } from "../../server/ledger/dynamo/items/entry-item.ts";
import { toHeadItem } from "../../server/ledger/dynamo/items/head-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { emptyHead } from "../../server/ledger/head.ts";
import { toPaymentId } from "../../server/ledger/ids.ts";
import { mailOff } from "../../server/ledger/mail-state.ts";
import { appendEntry, type EntryContent } from "../../server/ledger/write/append-entry.ts";
import type { Item } from "../../server/table/items.ts";
import type { DynamoTable } from "../../server/table/table.ts";
import { minorDigits } from "../../server/values/money.ts";

/** A loaded entry, as the loader describes it, to compare lists and sums with. */
export interface LoadedEntry {
  id: string;
  eventId: string;
  sequence: number;
  kind: "PAYMENT" | "VOID";
  status: "RECORDED" | "VOIDED";
  patron: string;
  minorUnits: number;
  currency: string;
  method: string;
  receivedOn: string;
  loggedAt: string;
}

/** How much to load. */
export interface Load {
  payments: number;
  events: number;
  /** The number in the name of the first event, if the table already has others. */
  firstEvent?: number;
}

const PATRONS = ["Maya Rivera", "Tom Okafor", "Inés Duarte", "O'Hara-Ünal", "海野 直美", "=SUM(A1)"];
const METHODS = ["CASH", "CHECK", "ZELLE", "VENMO", "PAYPAL", "ACH", "CARD", "OTHER"];
const FIRST_DAY = Date.parse("2025-03-01T00:00:00Z");
const DAYS = 600;
const DAY_MILLISECONDS = 86_400_000;

/** Loads payments, of which about a third are received four days before they are logged and a twentieth are voided. */
export async function loadManyPayments(
  table: DynamoTable,
  { payments, events, firstEvent = 0 }: Load,
): Promise<LoadedEntry[]> {
  const each = Math.ceil(payments / events);
  const loaded: LoadedEntry[] = [];
  let items: Item[] = [];
  for (let event = 0; event < events; event += 1) {
    const ledger = aLedger(firstEvent + event, Math.min(each, payments - event * each));
    for (const entry of ledger.entries) loaded.push(entry);
    for (const item of ledger.items) items.push(item);
    if (items.length > 2000 || event === events - 1) {
      await writeAll(table, items);
      items = [];
    }
  }
  return loaded;
}

function aLedger(event: number, payments: number): { entries: LoadedEntry[]; items: Item[] } {
  const eventId = `charter-${String(event).padStart(5, "0")}`;
  const currency = event % 50 === 49 ? "JPY" : "USD";
  let head = emptyHead(eventId, currency);
  const entries: LoadedEntry[] = [];
  const items: Item[] = [];
  const append = (
    content: EntryContent,
    at: { now: Date; activeChange: 1 | -1; status: LoadedEntry["status"] },
  ) => {
    const uuid = `00000000-0000-4000-8000-${String(event).padStart(6, "0")}${String(head.sequence).padStart(6, "0")}`;
    const written = appendEntry(head, {
      content,
      ...at,
      uuid,
      seal: sealEntry,
      patronEmail: null,
      mail: () => mailOff("Loaded."),
    });
    head = written.head;
    const { entry, companion } = written;
    items.push(toEntryItem(entry), toCompanionItem(entry, { ...companion, status: at.status }));
    const { kind, minorUnits, method, patron, receivedOn, loggedAt, sequence } = entry;
    const id = toPaymentId(entry.ref);
    const common = { id, eventId, sequence, minorUnits, currency, loggedAt, status: at.status };
    entries.push({
      ...common,
      kind: kind as LoadedEntry["kind"],
      patron: patron ?? "",
      method: method ?? "",
      receivedOn: receivedOn ?? "",
    });
    return id;
  };
  const draw = createDraw(event + 1);
  const minutes = Array.from({ length: payments }, () => draw(DAYS * 24 * 60)).sort((a, b) => a - b);
  for (const minute of minutes) {
    const number = draw(1_000_000);
    const now = new Date(FIRST_DAY + minute * 60_000);
    const receivedOn = new Date(now.getTime() - (draw(3) === 0 ? 4 * DAY_MILLISECONDS : 0))
      .toISOString()
      .slice(0, 10);
    const isVoided = draw(20) === 0;
    const content: EntryContent = {
      kind: "PAYMENT",
      minorUnits: draw(90_000) + 1,
      patron: PATRONS[draw(PATRONS.length)] ?? "",
      method: METHODS[draw(METHODS.length)] ?? "",
      reference: `R-${number}`,
      notes: draw(5) === 0 ? `Counted twice,\n"on the dock" ${number}` : null,
      receivedOn,
      recordedBy: "Ines Duarte",
      principal: "admin",
      ...{ reason: null, reverses: null, replaces: null, duplicateOf: null, movedTo: null },
      ...{ parts: null, externalId: null, typedAt: null, call: null, salt: SALT },
    };
    const id = append(content, { now, activeChange: 1, status: isVoided ? "VOIDED" : "RECORDED" });
    if (!isVoided) continue;
    const taken: EntryContent = { ...content, kind: "VOID", minorUnits: -content.minorUnits, reverses: id };
    append({ ...taken, reason: "Logged on the wrong event." }, { now, activeChange: -1, status: "RECORDED" });
  }
  items.push(toHeadItem(head));
  return { entries, items };
}

/** Any 16 bytes, hexadecimal. */
const SALT = "ab".repeat(16);

/** Whole numbers below a bound, the same in every run (mulberry32). */
function createDraw(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const BATCH_SIZE = 25;

async function writeAll({ client, tableName }: DynamoTable, items: Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH_SIZE) {
    const puts = items.slice(at, at + BATCH_SIZE).map((item) => ({ PutRequest: { Item: item } }));
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }));
    if (Object.keys(answer.UnprocessedItems ?? {}).length > 0)
      throw new Error("The engine left items unwritten.");
  }
}

/** The decimal text of minor units, made independently of the server: from the digits, without arithmetic. */
export function asDecimal(minorUnits: number, currency: string): string {
  const digits = minorDigits(currency) ?? 0;
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, "0");
  const sign = minorUnits < 0 ? "-" : "";
  return sign + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
}
