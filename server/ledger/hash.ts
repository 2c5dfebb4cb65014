import { sha256 } from "../values/digest.ts";

/** The hash before the first entry of a ledger. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** What a hash can cover: numbers stand in it as decimal text, so that no float takes part. */
export type Covered =
  | string
  | boolean
  | Uint8Array
  | readonly Covered[]
  | { readonly [name: string]: Covered | undefined };

/** SHA-256 over the canonical JSON (RFC 8785) of what is covered; bytes stand in it as base64. */
export function hashOf(covered: Covered): string {
  return sha256(canonicalJson(covered));
}

function canonicalJson(value: Covered): string {
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member] as const],
  );
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

const isList = (value: Exclude<Covered, string | boolean>): value is readonly Covered[] =>
  Array.isArray(value);
