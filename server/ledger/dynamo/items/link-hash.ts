import { isDeepStrictEqual } from "node:util";
import { type Item, readMap, readText, toBytes, toItem } from "../../../table/items.ts";
import { commitTo, createSalts, hashOf, SALT_BYTES } from "../../hash.ts";

/** What the hash of an entry or record does not cover. */
export const NOT_COVERED: ReadonlySet<string> = new Set(["hash", "salt", "commitments"]);

/** The version of the format of entries and records. */
export const FORMAT_VERSION = 2;

/** The attributes that hold personal text, besides every text inside the map `personal`. */
const PERSONAL = ["patron", "notes", "reason", "reference", "external_id", "recorded_by"] as const;

/** The item of a new entry or record with its hash. */
export function seal(covered: Item): Item {
  return { ...covered, ...toItem({ hash: toBytes(hashLink(covered)) }) };
}

/** The places of the personal texts of an item that are there to be read. */
function textPointers(item: Item): string[] {
  const own = PERSONAL.filter((name) => readText(item, name)).map((name) => `/${name}`);
  return [...own, ...(item.personal ? pointersIn(item.personal, "/personal") : [])];
}

function pointersIn(value: NonNullable<Item[string]>, pointer: string): string[] {
  if (value.S !== undefined) return value.S === "" ? [] : [pointer];
  return Object.entries(value.M ?? {}).flatMap(([name, member]) =>
    pointersIn(member, `${pointer}/${toStep(name)}`),
  );
}

/** Whether an item has personal text, for which it needs a salt. */
export const hasPersonalText = (item: Item): boolean => textPointers(item).length > 0;

/**
 * Whether exactly the texts of an item have a salt, and none of them a commitment, which stands for an erased text. The hash
 * covers neither.
 */
function hasFittingSalt(item: Item): boolean {
  const texts = textPointers(item);
  if (texts.some((pointer) => readMap(item, "commitments")[pointer])) return false;
  if (texts.length === 0) return item.salt === undefined;
  const { B: bytes, M: salts } = item.salt ?? {};
  if (!salts) return bytes?.length === SALT_BYTES;
  return isDeepStrictEqual(Object.keys(salts).sort(), texts.sort());
}

/**
 * The hash of an entry or record, format 2: over the item in DynamoDB's JSON form with commitments instead of personal
 * text, every attribute except the salt, the commitments and the hash itself, keys included. Numbers are text as the service
 * returns them (`125.5`, never `125.50`), so that no float is involved.
 */
export function hashLink(item: Item): string {
  return hashOf(coverPersonalText(item));
}

/** The same, or null if the salt does not fit. */
export const hashIfSalted = (item: Item): string | null => (hasFittingSalt(item) ? hashLink(item) : null);

/** The attributes that a hash covers, with commitments instead of personal text. A map, since copies of an item are slow. */
export function coverPersonalText(item: Item): Map<string, unknown> {
  const covered = new Map<string, unknown>();
  for (const name of Object.keys(item)) if (!NOT_COVERED.has(name)) covered.set(name, item[name]);
  const commitment = createCommitments(item);
  for (const name of PERSONAL) {
    const committed = commitment(`/${name}`, readText(item, name));
    if (committed) covered.set(name, { B: committed });
  }
  if (item.personal) covered.set("personal", coverTexts(item.personal, "/personal", commitment));
  return covered;
}

type Commitment = (pointer: string, text: string | null) => Uint8Array | null;

/** Finds what stands for a text: the commitment kept since its erasure, or one that is computed. Null for no text. */
function createCommitments(item: Item): Commitment {
  const kept = readMap(item, "commitments");
  const salt = item.salt?.B;
  const salts = readMap(item, "salt");
  const derive = salt && createSalts(salt);
  return (pointer, text) => {
    const erased = kept[pointer]?.B;
    if (erased) return erased;
    if (!text) return null;
    const own = derive ? derive(pointer) : salts[pointer]?.B;
    return own ? commitTo({ salt: own, pointer, text }) : null;
  };
}

/** A name in a pointer, escaped as RFC 6901 asks. */
const toStep = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Every text inside the map of personal texts, by its place. */
function coverTexts(value: NonNullable<Item[string]>, pointer: string, commitment: Commitment): Item[string] {
  if (value.S !== undefined) {
    const committed = commitment(pointer, value.S);
    return committed ? { B: committed } : value;
  }
  if (!value.M) return value;
  const members = Object.entries(value.M).map(([name, member]) => {
    return [name, coverTexts(member, `${pointer}/${toStep(name)}`, commitment)] as const;
  });
  return { M: Object.fromEntries(members) as Item };
}

/** Whether an item has an attribute, or a version, that this one does not know. */
export function isNewerLink(item: Item, known: ReadonlySet<string>): boolean {
  return item.v?.N !== String(FORMAT_VERSION) || Object.keys(item).some((name) => !known.has(name));
}
