import { isDeepStrictEqual } from "node:util";
import type { Item } from "../../../table/items.ts";

/** The names of the attributes that only one of two items has, or both with different values. */
export function findDifferences(actual: Item, expected: Item): string[] {
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...names].filter((name) => !isSame(actual[name], expected[name])).sort();
}

function isSame(a: Item[string] | undefined, b: Item[string] | undefined): boolean {
  if (a?.S !== undefined && b?.S !== undefined) return a.S === b.S;
  if (a?.N !== undefined && b?.N !== undefined) return a.N === b.N;
  return isDeepStrictEqual(plain(a), plain(b));
}

/** Bytes as text: arrays of bytes are compared with their types, which differ between what was read and what is expected. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
