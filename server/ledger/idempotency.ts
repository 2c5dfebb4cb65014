import { sha256 } from "../values/digest.ts";

/** What a caller did under an idempotency key. It never changes and does not expire. */
export interface IdempotencyRecord {
  operation: string;
  /** One hash per input field as given, normalised, before defaults. Absent fields have none. */
  fields: Record<string, string>;
  /** Opaque id of the entry that was written. */
  paymentId: string;
  /** Which call wrote it, so that a call recognises its own success after a lost answer. */
  callId: string;
}

const HASH_CHARACTERS = 32;

/** The hash per field by which a repeated call is compared with the first. Null stands for not given. */
export function hashFields(fields: Record<string, string | null>): Record<string, string> {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, sha256(value).slice(0, HASH_CHARACTERS)]));
}

/** The names of the fields in which a call differs from the first one; `operation` when it is another mutation. */
export function differingFields(
  first: IdempotencyRecord,
  now: Pick<IdempotencyRecord, "operation" | "fields">,
): string[] {
  const names = [...new Set([...Object.keys(first.fields), ...Object.keys(now.fields)])];
  const differing = names.filter((name) => first.fields[name] !== now.fields[name]);
  return first.operation === now.operation ? differing : ["operation", ...differing];
}
