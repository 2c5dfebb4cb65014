import { isDeepStrictEqual } from "node:util";
import type { Item } from "../../../table/items.ts";

type Value = NonNullable<Item[string]>;

/** The names of the attributes that only one of two items has, or both with different values. */
export function findDifferences(actual: Item, expected: Item): string[] {
  const names = Object.keys(actual).filter((name) => !isSame(actual[name], expected[name]));
  const missing = Object.keys(expected).filter((name) => actual[name] === undefined);
  return [...names, ...missing].sort();
}

/** Compares by hand what items of ours hold: a general comparison would take most of the time of a verification. */
function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.S !== undefined) return a.S === b.S;
  if (a.N !== undefined) return a.N === b.N;
  if (a.BOOL !== undefined) return a.BOOL === b.BOOL;
  if (a.B && b.B) return Buffer.compare(a.B, b.B) === 0;
  if (a.M && b.M) return findDifferences(a.M, b.M).length === 0;
  const [list, other] = [a.L, b.L];
  if (list && other) return list.length === other.length && list.every((one, at) => isSame(one, other[at]));
  return isDeepStrictEqual(a, b);
}
