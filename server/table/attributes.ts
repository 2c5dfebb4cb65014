/** A DynamoDB attribute value in the service's own JSON form, so that numbers stay decimal text. */
export type Attribute = {
  S?: string;
  N?: string;
  BOOL?: boolean;
  NULL?: boolean;
  M?: Item;
  L?: Attribute[];
  B?: Uint8Array;
  SS?: string[];
  NS?: string[];
  BS?: Uint8Array[];
};

/** A DynamoDB item: attribute values by name. */
export type Item = Record<string, Attribute>;

/** The two attributes that name an item in the table. */
export interface ItemKey {
  pk: string;
  sk: string;
}

type Plain = string | number | boolean | Item | null | undefined;

/** Builds an item from plain values and leaves out what is null. Numbers must be whole; decimals go in as `{ N }`. */
export function toItem(values: Record<string, Plain | Attribute>): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) item[name] = toAttribute(value);
  }
  return item;
}

function toAttribute(value: Exclude<Plain, null | undefined> | Attribute): Attribute {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  return value as Attribute;
}

/** The text of a string attribute, or null when it is absent or of another type. */
export function readText(item: Item, name: string): string | null {
  return item[name]?.S ?? null;
}

/** The whole number in a number attribute, or null. Never used for decimal amounts. */
export function readInteger(item: Item, name: string): number | null {
  const text = item[name]?.N;
  if (text === undefined) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

/** The texts of a set or a list of them, or none. */
export function readTexts(item: Item, name: string): string[] {
  const { SS, L } = item[name] ?? {};
  return SS ?? L?.map(({ S }) => S).filter((text) => text !== undefined) ?? [];
}

/** The members of a map attribute, or an empty item. */
export function readMap(item: Item, name: string): Item {
  return item[name]?.M ?? {};
}

/** The key of an item. */
export function keyOf(item: Item): ItemKey {
  return { pk: readText(item, "pk") ?? "", sk: readText(item, "sk") ?? "" };
}
