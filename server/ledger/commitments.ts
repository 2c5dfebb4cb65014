import { createHash, createHmac } from "node:crypto";

const SALT_BYTES = 16;

/**
 * The salt of one personal text: so many bytes of HMAC-SHA-256 under the salt of its row, so that one text can be erased and
 * the others still be shown to be what was hashed. `pointer` is the place of the text, such as `/patron`.
 */
export function saltOf({ salt, pointer }: { salt: Uint8Array; pointer: string }): Uint8Array {
  return createHmac("sha256", salt).update(pointer).digest().subarray(0, SALT_BYTES);
}

/** What a hash covers in place of a personal text: SHA-256 over its salt, its place and itself. */
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
  return createHash("sha256").update(covered).digest();
}
