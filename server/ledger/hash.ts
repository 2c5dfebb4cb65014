import { hash } from "node:crypto";
import { sha256 } from "../values/digest.ts";

/** The previous hash of the first entry of a ledger. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/**
 * SHA-256 over the canonical JSON (RFC 8785) of maps, lists, texts, booleans and bytes (as base64). Numbers must be given
 * as decimal text, so that no float is involved.
 */
export function hashOf(covered: object): string {
  return sha256(canonicalJson(covered));
}

function canonicalJson(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null)
    throw new TypeError(`A hash cannot cover ${typeof value}.`);
  const members = value as Record<string, unknown>;
  const names = Object.keys(members)
    .filter((name) => members[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name])}`).join(",")}}`;
}

const SALT_BYTES = 16;
const BLOCK_BYTES = 64;

/**
 * The salt of one personal text: so many bytes of HMAC-SHA-256 under the salt of its row, so that one text can be erased and
 * the others still be shown to be what was hashed. `pointer` is the place of the text, such as `/patron`.
 */
export function saltOf({ salt, pointer }: { salt: Uint8Array; pointer: string }): Uint8Array {
  return hmacSha256(salt, pointer).subarray(0, SALT_BYTES);
}

/** RFC 2104, for keys of at most one block. Node's own takes ten times as long for so short a text. */
function hmacSha256(key: Uint8Array, text: string): Buffer {
  const inner = Buffer.concat([padded(key, 0x36), Buffer.from(text)]);
  return hash("sha256", Buffer.concat([padded(key, 0x5c), hash("sha256", inner, "buffer")]), "buffer");
}

function padded(key: Uint8Array, pad: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (const [at, byte] of key.entries()) block[at] = byte ^ pad;
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
