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
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}
