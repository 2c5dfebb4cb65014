import { type Item, readInteger, readMap, type Values } from "../../../table/items.ts";
import { type Parts, PURPOSES } from "../../purposes.ts";

/** The map that holds parts; null if all of the amount is fare. */
export const toPartsMap = (parts: Parts): Values | null => parts && { ...parts };

/** Reads parts from their map; null if there is none. */
export function readParts(item: Item, name: string): Parts {
  if (!item[name]) return null;
  const map = readMap(item, name);
  const given = PURPOSES.filter((purpose) => map[purpose]);
  return Object.fromEntries(given.map((purpose) => [purpose, readInteger(map, purpose) ?? 0]));
}
