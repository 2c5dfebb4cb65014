import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, NumberValueImpl as NumberValue } from "@aws-sdk/util-dynamodb";

/** An item in the JSON form of DynamoDB, in which numbers are decimal text: the form that hashes cover. */
export type Item = Record<string, AttributeValue>;

/** The two attributes that identify an item in the table. */
export interface ItemKey {
  pk: string;
  sk: string;
}

/** A plain value of an item. The type excludes attributes in DynamoDB's form, which would become a map within a map. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | NumberValue
  | Uint8Array
  | ReadonlySet<string>
  | readonly string[]
  | { readonly [name: string]: Value };

/** Values by attribute name. */
export type Values = Readonly<Record<string, Value>>;

/** Converts plain values to an item. Null and undefined are omitted, in maps as well. Decimals must be wrapped by `toDecimal`. */
export function toItem(values: Values): Item {
  return marshall(withoutNulls(values));
}

/** A decimal number as text, so that it never passes through a float. */
export const toDecimal = (text: string): NumberValue => NumberValue.from(text);

function withoutNulls(values: Values): Values {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, isMap(value) ? withoutNulls(value) : value]));
}

const isMap = (value: Value): value is Values =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The key of an item in DynamoDB's form. */
export const toItemKey = ({ pk, sk }: ItemKey): Item => marshall({ pk, sk });

/** The text of a string attribute, or null when it is absent or of another type. */
export const readText = (item: Item, name: string): string | null => item[name]?.S ?? null;

/** The decimal text of a number attribute exactly as stored, or null. */
export const readDecimal = (item: Item, name: string): string | null => item[name]?.N ?? null;

/** The integer in a number attribute, or null. Never used for decimal amounts. */
export function readInteger(item: Item, name: string): number | null {
  const text = readDecimal(item, name);
  const value = Number(text);
  return text !== null && Number.isSafeInteger(value) ? value : null;
}

/** The bytes of a binary attribute as hexadecimal, or null. */
export function readHex(item: Item, name: string): string | null {
  const bytes = item[name]?.B;
  return bytes === undefined ? null : Buffer.from(bytes).toString("hex");
}

/** The bytes of a hexadecimal text; null for null. */
export const toBytes = (hex: string | null | undefined): Uint8Array | null =>
  hex == null ? null : Buffer.from(hex, "hex");

/** Whether a boolean attribute is true. */
export const readFlag = (item: Item, name: string): boolean => item[name]?.BOOL === true;

/** The texts of a string set or list; empty if there are none. */
export function readTexts(item: Item, name: string): string[] {
  const { SS, L = [] } = item[name] ?? {};
  return SS ?? L.flatMap(({ S }) => S ?? []);
}

/** The members of a map attribute, or an empty item. */
export function readMap(item: Item, name: string): Item {
  return item[name]?.M ?? {};
}

/** The key of an item. */
export function keyOf(item: Item): ItemKey {
  return { pk: readText(item, "pk") ?? "", sk: readText(item, "sk") ?? "" };
}
