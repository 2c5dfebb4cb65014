import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const deriveKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** 32 MiB and three passes: rated by OWASP as equivalent to its first choice for scrypt. */
const STRONG = { logN: 15, blockSize: 8, passes: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;
/** Longer than any typed password. Without a limit, anonymous callers could cause any amount of hashing work. */
const MAX_PASSWORD_CHARACTERS = 1000;

interface ScryptHash {
  logN: number;
  blockSize: number;
  passes: number;
  salt: Buffer;
  key: Buffer;
}

/** Whether a text is a hash that `isPassword` can check: SHA-256 in hexadecimal, or scrypt in PHC form. */
export function isPasswordHash(text: string): boolean {
  return isSha256(text) || parseScrypt(text) !== null;
}

/** Hashes a password with scrypt and a random salt, in PHC form: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(normalize(password), salt, KEY_BYTES, toOptions(STRONG));
  return `$scrypt$ln=${STRONG.logN},r=${STRONG.blockSize},p=${STRONG.passes}$${toBase64(salt)}$${toBase64(key)}`;
}

/** Whether a password matches a hash. Runs in constant time. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  if (password.length > MAX_PASSWORD_CHARACTERS) return false;
  if (isSha256(hash)) {
    const given = createHash("sha256").update(password).digest();
    return timingSafeEqual(given, Buffer.from(hash, "hex"));
  }
  const parsed = parseScrypt(hash);
  if (!parsed) throw new Error("The format of the password hash is unknown.");
  const given = await deriveKey(normalize(password), parsed.salt, parsed.key.length, toOptions(parsed));
  return timingSafeEqual(given, parsed.key);
}

/** Keyboards compose accents differently. SHA-256 hashes were made from the bytes as typed. */
const normalize = (password: string) => password.normalize("NFC");

/** Whether a hash is the SHA-256 of an existing deployment, which can be brute-forced quickly if it leaks. */
export const isSha256 = (text: string) => /^[0-9a-f]{64}$/i.test(text);

function parseScrypt(text: string): ScryptHash | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)$/.exec(text);
  if (!match) return null;
  const [logN, blockSize, passes] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const parsed = { logN, blockSize, passes, salt: fromBase64(match[4]), key: fromBase64(match[5]) };
  const isUsable =
    [logN, blockSize, passes].every((cost) => cost > 0) &&
    memoryBytes(parsed) <= MAX_MEMORY_BYTES &&
    parsed.salt.length >= 8 &&
    parsed.key.length >= 16;
  return isUsable ? parsed : null;
}

const memoryBytes = ({ logN, blockSize }: { logN: number; blockSize: number }) => 128 * blockSize * 2 ** logN;

const toOptions = (cost: { logN: number; blockSize: number; passes: number }): ScryptOptions => ({
  N: 2 ** cost.logN,
  r: cost.blockSize,
  p: cost.passes,
  maxmem: memoryBytes(cost) + 128 * cost.blockSize * cost.passes + 1024 * 1024,
});

const toBase64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const fromBase64 = (text = "") => Buffer.from(text, "base64");
