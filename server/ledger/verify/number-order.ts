import type { Member } from "./verification-records.ts";

/** Entries and records that a walk met too late: those whose number was left open until then, and those whose number was taken. */
export interface Latecomers {
  late: Member[];
  rivals: Member[];
}

/** Reorders entries from key order to number order. */
export interface NumberOrder extends Latecomers {
  /** Adds the next entry in key order. */
  add(member: Member): void;
  /** Marks a number as having no entry. */
  pass(sequence: number): void;
  /** Ends the walk. */
  end(): void;
}

/**
 * Passes on the entries of each number in key order, with ascending numbers. The keys of our own entries are already in
 * that order. A legacy row that was adopted later comes early and waits for its number. Entries that come too late are
 * collected, so that a second walk, which knows them in advance, finds everything in order.
 */
export function createNumberOrder(known: Latecomers, handOn: (claims: Member[]) => void): NumberOrder {
  const isKnown = new Set([...known.late, ...known.rivals].map(({ id }) => id));
  const waiting = Map.groupBy(known.late, ({ sequence }) => sequence);
  const rivals = Map.groupBy(known.rivals, ({ sequence }) => sequence);
  const found: Latecomers = { late: [], rivals: [] };
  const open = new Set<number>();
  let reached = 0;

  const release = (sequence: number) => {
    const claims = [...(waiting.get(sequence) ?? []), ...(rivals.get(sequence) ?? [])];
    waiting.delete(sequence);
    for (let passed = reached + 1; passed < sequence; passed += 1) open.add(passed);
    reached = Math.max(reached, sequence);
    if (claims.length > 0) handOn(claims.sort((a, b) => a.place - b.place));
    else open.add(sequence);
  };
  const releaseThrough = (last: number) => {
    const due = [...waiting.keys()].filter((sequence) => sequence <= last);
    for (const sequence of due.sort((a, b) => a - b)) release(sequence);
  };
  const releaseNext = () => {
    while (waiting.has(reached + 1)) release(reached + 1);
  };
  releaseThrough(0);

  return {
    ...found,
    add(member) {
      const { sequence, isAdopted } = member;
      if (isKnown.has(member.id)) return;
      if (sequence <= reached) {
        const isOpen = sequence < 1 || open.has(sequence);
        found[isOpen ? "late" : "rivals"].push(member);
        return;
      }
      waiting.set(sequence, [...(waiting.get(sequence) ?? []), member]);
      if (!isAdopted && sequence > reached + 1) releaseThrough(sequence);
      releaseNext();
    },
    pass(sequence) {
      if (sequence <= reached) return;
      if (!waiting.has(sequence)) waiting.set(sequence, []);
      releaseNext();
    },
    end: () => releaseThrough(Number.POSITIVE_INFINITY),
  };
}
