import { isEventId } from "../ids.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { currencyOf } from "../reading.ts";
import type { Member } from "./verification-records.ts";
import { walkRows } from "./verification-walk.ts";

/** A hash that somebody kept, such as from a mail, and the sequence number beside it. */
export interface KeptHash {
  sequence: number;
  /** Hexadecimal, lower case, without spaces. */
  hash: string;
}

/** Whether an entry or record still has the hash that somebody kept. */
export interface HashComparison {
  result: "same" | "different" | "missing";
  /** The hash that its content has now; null if it is missing, or no hash fits its content. */
  hash: string | null;
}

/** Compares a kept hash with the entry or record that has its number now. */
export async function compareHash(
  context: { store: LedgerStore; operatorCurrency: string; timeZone: string },
  { eventId, sequence, hash }: KeptHash & { eventId: string },
): Promise<HashComparison> {
  const missing: HashComparison = { result: "missing", hash: null };
  if (!isEventId(eventId)) return missing;
  const [snapshot] = await context.store.readEvents([eventId]);
  if (!snapshot) return missing;
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const found: Member[] = [];
  for await (const passed of walkRows({ ...context, eventId, currency })) {
    if (passed.is === "member" && passed.member.sequence === sequence) found.push(passed.member);
  }
  const hashes = found.map(({ isIntact, storedHash }) => (isIntact ? storedHash : null));
  if (hashes.includes(hash)) return { result: "same", hash };
  return found.length > 0 ? { result: "different", hash: hashes[0] ?? null } : missing;
}
