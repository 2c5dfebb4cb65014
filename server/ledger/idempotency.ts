import { sha256 } from "../values/digest.ts";

/** What a caller did under an idempotency key. It never changes and never expires. */
export interface IdempotencyRecord {
  operation: string;
  /** One hash per input field as given, normalized, before defaults. Omitted fields have none. */
  fields: Record<string, string>;
  /** Opaque id of the written entry. */
  paymentId: string;
  /** The call that wrote it, so that a call recognizes its own success after a lost answer. */
  callId: string;
}

/** SHA-256 of an idempotency key, by which an entry names the call that wrote it; null without a key. */
export const callOf = (key: string | null): string | null => key && sha256(key);

const HASH_CHARACTERS = 32;

/** Hashes fields one by one, to compare a repeated call with the first. Null means not given. */
export function hashFields(fields: Record<string, string | null>): Record<string, string> {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, sha256(value).slice(0, HASH_CHARACTERS)]));
}

/** The names of the fields that differ from the first call, with `operation` if it was another mutation. */
export function differingFields(
  first: IdempotencyRecord,
  now: Pick<IdempotencyRecord, "operation" | "fields">,
): string[] {
  const names = [...new Set([...Object.keys(first.fields), ...Object.keys(now.fields)])];
  const differing = names.filter((name) => first.fields[name] !== now.fields[name]);
  return first.operation === now.operation ? differing : ["operation", ...differing];
}
