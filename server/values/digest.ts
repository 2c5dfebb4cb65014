import { createHash, randomBytes } from "node:crypto";

/** SHA-256 of a text as hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const SALT_BYTES = 16;

/** Random bytes (hexadecimal) from which the salts of a row's personal texts derive. */
export const newSalt = (): string => randomBytes(SALT_BYTES).toString("hex");
