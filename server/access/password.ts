import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a password is the one whose SHA-256 (hexadecimal) is given. Takes the same time whatever differs. */
export function isPassword(password: string, sha256Hex: string): boolean {
  const given = createHash("sha256").update(password).digest();
  return timingSafeEqual(given, Buffer.from(sha256Hex, "hex"));
}
