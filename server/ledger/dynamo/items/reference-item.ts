import { type Item, keyOf, readText, toItem } from "../../../table/items.ts";
import { REFERENCE_PREFIX } from "../../../table/table-shape.ts";
import { FOLD_VERSION } from "../../../values/folding.ts";
import type { ReferenceUse } from "../../commits.ts";
import type { EntryRef } from "../../entry.ts";
import { fromPaymentId, toPaymentId } from "../../ids.ts";
import type { StoredReference } from "../../ledger-store.ts";
import { findDifferences } from "./differences.ts";
import { referenceKey } from "../keys.ts";

/** The item of a reference in use by one payment. */
export const toReferenceItem = (use: ReferenceUse): Item =>
  toItem({
    ...referenceKey(use),
    method: use.method,
    reference_folded: use.folded,
    payment_id: toPaymentId(use.ref),
    fold: FOLD_VERSION,
  });

/** The place of the payment in such an item; null if it names none. */
export const readReferencePlace = (item: Item): EntryRef | null =>
  fromPaymentId(readText(item, "payment_id") ?? "");

/** Reads a reference in use, and compares it with what its own values give. */
export function fromReferenceItem(item: Item): StoredReference {
  const { pk, sk } = keyOf(item);
  const use = {
    method: readText(item, "method") ?? "",
    folded: readText(item, "reference_folded") ?? "",
    ref: readReferencePlace(item) ?? { eventId: pk, suffix: "" },
  };
  return {
    ...use,
    place: sk.slice(REFERENCE_PREFIX.length),
    differences: findDifferences(item, toReferenceItem(use)),
  };
}
