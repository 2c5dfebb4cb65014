import { hash } from "node:crypto";
import { sha256 } from "../values/digest.ts";

/** The previous hash of the first entry of a ledger. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/**
 * SHA-256 over the canonical JSON (RFC 8785) of objects, maps, lists, texts, booleans and bytes (as base64). Numbers must be given
 * as decimal text, so that no float is involved.
 */
export function hashOf(covered: object): string {
  return sha256(canonicalJson(covered));
}

/** By UTF-16 code units, as RFC 8785 asks. */
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function canonicalJson(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null)
    throw new TypeError(`A hash cannot cover ${typeof value}.`);
  const members = value instanceof Map ? [...value] : Object.entries(value);
  const given = members.filter(([, member]) => member !== undefined).sort(byName);
  return `{${given.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

/** The length of a row's salt, and of the salt of each of its texts. */
export const SALT_BYTES = 16;
const BLOCK_BYTES = 64;

/**
 * The salts of the personal texts of a row, by their places, such as `/patron`: so many bytes of HMAC-SHA-256 under the salt
 * of the row (RFC 2104). Each text has its own, so that one can be erased and the others still be shown to be what was
 * hashed. Node's own HMAC takes ten times as long for so short a text.
 */
export function createSalts(salt: Uint8Array): (pointer: string) => Uint8Array {
  const [inner, outer] = [padded(salt, 0x36), padded(salt, 0x5c)];
  return (pointer) => {
    const digest = hash("sha256", Buffer.concat([inner, Buffer.from(pointer)]), "buffer");
    return hash("sha256", Buffer.concat([outer, digest]), "buffer").subarray(0, SALT_BYTES);
  };
}

function padded(key: Uint8Array, pad: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (let at = 0; at < key.length; at += 1) block[at] = (key[at] ?? 0) ^ pad;
  return block;
}

/** What a hash covers instead of a personal text: SHA-256 over its salt, its place and itself. */
export function commitTo({
  salt,
  pointer,
  text,
}: {
  salt: Uint8Array;
  pointer: string;
  text: string;
}): Uint8Array {
  const covered = JSON.stringify([Buffer.from(salt).toString("base64"), pointer, text]);
  return hash("sha256", covered, "buffer");
}
