import type { Item, Value, Values } from "../../../table/items.ts";

type Attribute = NonNullable<Item[string]>;

/**
 * The names of the attributes of an item that differ from these values, or are missing, or one too many. Values are compared
 * as they are: making an item of them first would take most of the time of a verification.
 */
export function findDifferences(item: Item, expected: Values): string[] {
  const names = Object.keys(item).filter((name) => !isSame(item[name], expected[name]));
  const missing = Object.keys(expected).filter((name) => item[name] === undefined && isGiven(expected[name]));
  return [...names, ...missing].sort();
}

const isGiven = (value: Value) => value !== null && value !== undefined;

function isSame(attribute: Attribute | undefined, value: Value): boolean {
  if (!attribute || !isGiven(value)) return attribute === undefined && !isGiven(value);
  if (typeof value === "string") return attribute.S === value;
  if (typeof value === "number") return attribute.N === String(value);
  if (typeof value === "boolean") return attribute.BOOL === value;
  if (value instanceof Uint8Array)
    return attribute.B !== undefined && Buffer.compare(attribute.B, value) === 0;
  if (Array.isArray(value)) return isSameList(attribute.L, value);
  return attribute.M !== undefined && findDifferences(attribute.M, value as Values).length === 0;
}

const isSameList = (list: Attribute[] | undefined, values: readonly string[]) =>
  list?.length === values.length && values.every((value, at) => list[at]?.S === value);
