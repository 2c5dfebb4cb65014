import { createHash } from "node:crypto";
import type { Attribute, Item } from "../table/attributes.ts";

/** The hash before the first entry of a ledger. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** SHA-256 of a text as hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Hash v1 of an entry: SHA-256 over the canonical JSON (RFC 8785) of the item in DynamoDB's own JSON form, every
 * attribute but `hash`, keys included. In that form numbers are text as the service returns them (`125.5`, never
 * `125.50`), so that no float takes part.
 */
export function hashEntry(item: Item): string {
  const { hash: _, ...covered } = item;
  return sha256(canonicalJson(covered));
}

/** Hash v1 of an old row, which has none of its own: over the row, its sequence and the hash before it. */
export function hashAdopted(row: Item, place: { sequence: number; previousHash: string }): string {
  return sha256(
    canonicalJson({
      row: { M: row },
      sequence: { N: String(place.sequence) },
      previous_hash: { S: place.previousHash },
    }),
  );
}

/** RFC 8785 for the values that occur here: objects, arrays, strings, booleans and bytes, never numbers. */
function canonicalJson(value: Attribute | Item | Attribute[] | Item[string][keyof Attribute]): string {
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return `[${value.map((member) => canonicalJson(member as Attribute)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value as Record<string, Attribute>).filter(
      ([, member]) => member !== undefined,
    );
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
