import { type Item, readInteger, readMap, readText, toItem } from "../../table/attributes.ts";
import { INDEXES, LEDGER_LIST } from "../../table/table-shape.ts";
import { FIRST_PREVIOUS_HASH } from "../hash.ts";
import type { LedgerHead, MethodSum } from "../head.ts";
import { headKey } from "./keys.ts";

/** The item of a head, with the key by which ledgers are listed. */
export function toHeadItem(head: LedgerHead): Item {
  return toItem({
    ...headKey(head.eventId),
    currency: head.currency,
    sequence: head.sequence,
    collected: head.collectedMinorUnits,
    standing_count: head.standingCount,
    methods: { M: toMethodItems(head.methods) },
    newest_logged_at: head.newestLoggedAt,
    newest_hash: head.newestHash,
    newest_is_adopted: head.newestIsAdopted || null,
    adopting: head.adopting || null,
    adopted_through: head.adoptedThrough,
    [INDEXES.ledgers.pk]: LEDGER_LIST,
    [INDEXES.ledgers.sk]: head.eventId,
  });
}

function toMethodItems(methods: Record<string, MethodSum>): Item {
  const members = Object.entries(methods).map(([name, sum]) => {
    return [name, { M: toItem({ total: sum.minorUnits, count: sum.count }) }] as const;
  });
  return Object.fromEntries(members);
}

/** Reads a head from its item. */
export function fromHeadItem(item: Item): LedgerHead {
  const methods = Object.entries(readMap(item, "methods")).map(([name, sum]) => {
    const members = sum.M ?? {};
    return [
      name,
      { minorUnits: readInteger(members, "total") ?? 0, count: readInteger(members, "count") ?? 0 },
    ] as const;
  });
  return {
    eventId: readText(item, "pk") ?? "",
    currency: readText(item, "currency") ?? "",
    sequence: readInteger(item, "sequence") ?? 0,
    collectedMinorUnits: readInteger(item, "collected") ?? 0,
    standingCount: readInteger(item, "standing_count") ?? 0,
    methods: Object.fromEntries(methods),
    newestLoggedAt: readText(item, "newest_logged_at"),
    newestHash: readText(item, "newest_hash") ?? FIRST_PREVIOUS_HASH,
    newestIsAdopted: item.newest_is_adopted?.BOOL ?? false,
    adopting: item.adopting?.BOOL ?? false,
    adoptedThrough: readText(item, "adopted_through"),
  };
}
