import { type Item, keyOf, readFlag, readText, toItem, type Values } from "../../../table/items.ts";
import { REFERENCE_PREFIX } from "../../../table/table-shape.ts";
import { FOLD_VERSION } from "../../../values/folding.ts";
import type { ReferenceUse } from "../../commits.ts";
import type { EntryRef } from "../../entry.ts";
import { fromPaymentId, toPaymentId } from "../../ids.ts";
import type { StoredReference } from "../../ledger-store.ts";
import { referenceKey } from "../keys.ts";
import { findDifferences } from "./differences.ts";

type Use = ReferenceUse & { isReleased: boolean };

/** The item of a reference that a payment uses, or used until it was reversed. */
export const toReferenceItem = (use: ReferenceUse, { isReleased }: { isReleased: boolean }): Item =>
  toItem(referenceValues({ ...use, isReleased }));

const referenceValues = (use: Use): Values => ({
  ...referenceKey(use),
  method: use.method,
  reference_folded: use.folded,
  payment_id: toPaymentId(use.ref),
  fold: FOLD_VERSION,
  released: use.isReleased || null,
});

/** The place of the payment in such an item; null if it names none. */
export const readReferencePlace = (item: Item): EntryRef | null =>
  fromPaymentId(readText(item, "payment_id") ?? "");

/** Reads the use of a reference, and compares it with what its own values give. */
export function fromReferenceItem(item: Item): StoredReference {
  const { pk, sk } = keyOf(item);
  const use = {
    method: readText(item, "method") ?? "",
    folded: readText(item, "reference_folded") ?? "",
    ref: readReferencePlace(item) ?? { eventId: pk, suffix: "" },
  };
  const isReleased = readFlag(item, "released");
  return {
    ...use,
    isReleased,
    place: sk.slice(REFERENCE_PREFIX.length),
    differences: findDifferences(item, referenceValues({ ...use, isReleased })),
  };
}
