import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyScope } from "./viewer.ts";

/** An API key as it is kept: of the key itself only the hash. */
export interface ApiKey {
  /** Names the key in the ledger and in lists; it is a part of the key, and no secret. */
  id: string;
  /** What it is for; stands as "recorded by" on what it logs. */
  name: string;
  scopes: readonly KeyScope[];
  /** SHA-256 (hexadecimal) of the whole key. It has 190 random bits, so a slow hash would protect nothing more. */
  hash: string;
  createdAt: string;
  /** Within ten minutes. Null when it was never used. */
  lastUsedAt: string | null;
  /** Null while it works. */
  revokedAt: string | null;
}

const PREFIX = "sck_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_CHARACTERS = 10;
const SECRET_CHARACTERS = 32;
const CHECKSUM_CHARACTERS = 6;
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${ID_CHARACTERS + SECRET_CHARACTERS + CHECKSUM_CHARACTERS}}$`);

/** Whether a credential is, or pretends to be, an API key; such a value is never tried as a password. */
export const looksLikeApiKey = (credential: string) => credential.startsWith(PREFIX);

/**
 * Makes a key: `sck_`, its id (10 letters and digits), its secret (32), and a CRC-32 of all before (6), by which scanners for
 * leaked secrets tell a key from any other text. Nothing in it needs escaping, and a double click selects all of it.
 */
export function makeApiKey(): { key: string; id: string; hash: string } {
  const id = randomText(ID_CHARACTERS);
  const body = `${PREFIX}${id}${randomText(SECRET_CHARACTERS)}`;
  const key = body + checksum(body);
  return { key, id, hash: hashOf(key) };
}

/** The id in a key, or null when the checksum shows that nobody made it. */
export function readApiKeyId(key: string): string | null {
  if (!FORM.test(key)) return null;
  const body = key.slice(0, -CHECKSUM_CHARACTERS);
  return key === body + checksum(body) ? key.slice(PREFIX.length, PREFIX.length + ID_CHARACTERS) : null;
}

/** Whether a key is the one that is kept, and still works. Takes the same time whatever differs. */
export function isLiveKey(key: string, kept: ApiKey): boolean {
  const isSame = timingSafeEqual(Buffer.from(hashOf(key), "hex"), Buffer.from(kept.hash, "hex"));
  return isSame && kept.revokedAt === null;
}

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

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
