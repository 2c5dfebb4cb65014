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
import type { HeadDifferences } from "../../ledger-store.ts";
import { PURPOSES, type Sums } from "../../purposes.ts";
import { headKey } from "../keys.ts";
import { findDifferences } from "./differences.ts";

/** The item of a head, with the index key by which ledgers are listed. */
export const toHeadItem = (head: LedgerHead): Item => toItem(headValues(head));

function headValues(head: LedgerHead): Values {
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

const SUMS = new Set(["collected", "standing_count", "methods", "purposes", "last_number"]);
const CHAIN = new Set(["sequence", "newest_hash"]);
const NEWEST = new Set(["newest_logged_at", "newest_is_adopted", "adopting", "adopted_through"]);

/** How the item of a head differs from this head. */
export function compareHead(item: Item, head: LedgerHead): HeadDifferences {
  const names = findDifferences(item, headValues(head));
  return {
    sums: names.filter((name) => SUMS.has(name)),
    chain: names.filter((name) => CHAIN.has(name)),
    newest: names.filter((name) => NEWEST.has(name)),
    others: names.filter((name) => ![SUMS, CHAIN, NEWEST].some((known) => known.has(name))),
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
