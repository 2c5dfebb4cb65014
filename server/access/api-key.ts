import { randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { sha256 } from "../values/digest.ts";
import type { KeyScope } from "./viewer.ts";

/** An API key as stored: only the hash of the key is kept. */
export interface ApiKey {
  /** Identifies the key in the ledger and in lists. It is part of the key and not secret. */
  id: string;
  /** What the key is for. Recorded as "recorded by" on the entries that it logs. */
  name: string;
  scopes: readonly KeyScope[];
  /** SHA-256 (hexadecimal) of the whole key. The key has 190 random bits, so a slow hash would add no protection. */
  hash: string;
  createdAt: string;
  /** Accurate to ten minutes. Null if it was never used. */
  lastUsedAt: string | null;
  /** Null while the key is active. */
  revokedAt: string | null;
}

const PREFIX = "sck_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_CHARACTERS = 10;
const SECRET_CHARACTERS = 32;
const CHECKSUM_CHARACTERS = 6;
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${ID_CHARACTERS + SECRET_CHARACTERS + CHECKSUM_CHARACTERS}}$`);

/** Whether a credential has the prefix of an API key. Such a value is never tried as a password. */
export const looksLikeApiKey = (credential: string) => credential.startsWith(PREFIX);

/**
 * Creates a key: `sck_`, an id (10 letters and digits), a secret (32), and a CRC-32 of the preceding text (6), by which
 * secret scanners recognize a leaked key. No character needs escaping, and a double click selects the whole key.
 */
export function makeApiKey(): { key: string; id: string; hash: string } {
  const id = randomText(ID_CHARACTERS);
  const body = `${PREFIX}${id}${randomText(SECRET_CHARACTERS)}`;
  const key = body + checksum(body);
  return { key, id, hash: sha256(key) };
}

/** The id in a key, or null if the checksum shows that the key was never issued. */
export function readApiKeyId(key: string): string | null {
  if (!FORM.test(key)) return null;
  const body = key.slice(0, -CHECKSUM_CHARACTERS);
  return key === body + checksum(body) ? key.slice(PREFIX.length, PREFIX.length + ID_CHARACTERS) : null;
}

/** Whether a key matches the stored one and is not revoked. Runs in constant time. */
export function isActiveKey(key: string, kept: ApiKey): boolean {
  const isSame = timingSafeEqual(Buffer.from(sha256(key), "hex"), Buffer.from(kept.hash, "hex"));
  return isSame && kept.revokedAt === null;
}

const randomText = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

function checksum(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let at = 0; at < CHECKSUM_CHARACTERS; at += 1) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
