import { fromPaymentId } from "../ids.ts";
import { type EntryMember, isEntry, isUntouched, type Member, toMember } from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";

/** The entries of a ledger that reverse others, and those that are reversed. */
export interface Reversals {
  take(member: Member): void;
  /** All of them, by id. */
  complete(isInLedger: (member: Member) => boolean): Promise<Map<string, EntryMember>>;
}

/**
 * Keeps the entries that refer to another one, and those whose companion shows a change. All other entries need no memory:
 * if one of them is referred to after all, it is looked up at the end.
 */
export function createReversals(ledger: VerifiedLedger): Reversals {
  const kept = new Map<string, EntryMember>();
  return {
    take(member) {
      if (!isEntry(member)) return;
      const { reverses, replaces } = member;
      if (reverses !== null || replaces !== null || !isUntouched(member)) kept.set(member.id, member);
    },
    async complete(isInLedger) {
      const named = [...kept.values()].flatMap(({ reverses, replaces }) => [reverses, replaces]);
      const unknown = new Set(named.filter((id) => id !== null).filter((id) => !kept.has(id)));
      for (const member of await lookUpMembers(ledger, unknown)) {
        if (isInLedger(member)) kept.set(member.id, member);
      }
      return kept;
    },
  };
}

/** Reads entries of this event again, as they are now. An id of another event is checked there. */
export async function lookUpMembers(ledger: VerifiedLedger, ids: Iterable<string>): Promise<EntryMember[]> {
  const refs = [...ids]
    .map(fromPaymentId)
    .filter((ref) => ref !== null)
    .filter(({ eventId }) => eventId === ledger.eventId);
  if (refs.length === 0) return [];
  const lines = await ledger.store.readLines(refs);
  return lines
    .filter((line) => line !== null)
    .map((line) => toMember(line, { ...ledger, place: 0 }))
    .filter((member): member is EntryMember => !("code" in member));
}
