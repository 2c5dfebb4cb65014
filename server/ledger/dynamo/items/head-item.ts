import {
  type Item,
  readFlag,
  readHex,
  readInteger,
  readMap,
  readText,
  toBytes,
  toItem,
  type Values,
} from "../../../table/items.ts";
import { INDEXES, LEDGER_LIST } from "../../../table/table-shape.ts";
import { FIRST_PREVIOUS_HASH } from "../../hash.ts";
import type { LedgerHead, MethodSum } from "../../head.ts";
import { PURPOSES, type Sums } from "../../purposes.ts";
import { headKey } from "../keys.ts";

/** The item of a head, with the index key by which ledgers are listed. */
export const toHeadItem = (head: LedgerHead): Item => toItem(headValues(head));

/** What the item of a head holds. */
export function headValues(head: LedgerHead): Values {
  return {
    ...headKey(head.eventId),
    currency: head.currency,
    sequence: head.sequence,
    last_number: head.lastNumber,
    collected: head.collectedMinorUnits,
    standing_count: head.activeCount,
    methods: toMethodItems(head.methods),
    purposes: head.purposes,
    newest_logged_at: head.newestLoggedAt,
    newest_hash: toBytes(head.newestHash),
    newest_is_adopted: head.newestIsAdopted || null,
    adopting: head.adopting || null,
    adopted_through: head.adoptedThrough,
    [INDEXES.ledgers.pk]: LEDGER_LIST,
    [INDEXES.ledgers.sk]: head.eventId,
  };
}

const toMethodItems = (methods: Record<string, MethodSum>) =>
  Object.fromEntries(
    Object.entries(methods).map(([name, { minorUnits, count }]) => [name, { total: minorUnits, count }]),
  );

/** Reads a head from its item. */
export function fromHeadItem(item: Item): LedgerHead {
  return {
    eventId: readText(item, "pk") ?? "",
    currency: readText(item, "currency") ?? "",
    sequence: readInteger(item, "sequence") ?? 0,
    lastNumber: readInteger(item, "last_number") ?? 0,
    collectedMinorUnits: readInteger(item, "collected") ?? 0,
    activeCount: readInteger(item, "standing_count") ?? 0,
    methods: fromMethodItems(readMap(item, "methods")),
    purposes: fromPurposes(readMap(item, "purposes")),
    newestLoggedAt: readText(item, "newest_logged_at"),
    newestHash: readHex(item, "newest_hash") ?? FIRST_PREVIOUS_HASH,
    newestIsAdopted: readFlag(item, "newest_is_adopted"),
    adopting: readFlag(item, "adopting"),
    adoptedThrough: readText(item, "adopted_through"),
  };
}

function fromMethodItems(sums: Item): Record<string, MethodSum> {
  const methods = Object.keys(sums).map((name) => {
    const sum = readMap(sums, name);
    return [
      name,
      { minorUnits: readInteger(sum, "total") ?? 0, count: readInteger(sum, "count") ?? 0 },
    ] as const;
  });
  return Object.fromEntries(methods);
}

const fromPurposes = (sums: Item): Sums =>
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, readInteger(sums, purpose) ?? 0])) as Sums;
