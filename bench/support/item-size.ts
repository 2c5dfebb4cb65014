import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../server/table/items.ts";

const utf8 = (text: string) => Buffer.byteLength(text);

/** The size of an item in DynamoDB: names and values, in bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueBytes(value), 0);
}

function valueBytes({ S, N, B, M, L, SS }: AttributeValue): number {
  if (S !== undefined) return utf8(S);
  if (N !== undefined) return Math.ceil(N.replace(/[-.]/g, "").length / 2) + 1;
  if (B) return B.length;
  if (M) return 3 + Object.keys(M).length + itemBytes(M);
  if (L) return 3 + L.length + L.reduce((sum, one) => sum + valueBytes(one), 0);
  if (SS) return SS.reduce((sum, text) => sum + utf8(text), 0);
  return 1;
}
