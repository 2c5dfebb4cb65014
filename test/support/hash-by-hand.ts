import { createHash, createHmac } from "node:crypto";
import type { Item } from "../../server/table/items.ts";

function sortedWithBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(sortedWithBase64);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sortedWithBase64(member)]));
}

/** The hash of an entry in format 2, hexadecimal, made from the description of the format alone. */
export function hashByHand(item: Item): string {
  const { hash: _, salt, ...covered } = item;
  const key = Buffer.from(salt?.B ?? []);
  for (const name of ["patron", "notes", "reason", "reference", "external_id", "recorded_by"]) {
    const text = covered[name]?.S;
    if (!text) continue;
    const own = createHmac("sha256", key).update(`/${name}`).digest().subarray(0, 16);
    const committed = createHash("sha256").update(JSON.stringify([own.toString("base64"), `/${name}`, text]));
    covered[name] = { B: committed.digest() };
  }
  const json = JSON.stringify(sortedWithBase64(covered));
  return createHash("sha256").update(json).digest("hex");
}
