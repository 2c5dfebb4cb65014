import type { Member } from "./verification-records.ts";

/** Entries that a walk came by too late: those whose number was left open until then, and those whose number was taken. */
export interface Latecomers {
  late: Member[];
  rivals: Member[];
}

/** Brings entries from the order of their keys into that of their numbers. */
export interface NumberOrder extends Latecomers {
  /** An entry comes by. */
  add(member: Member): void;
  /** A number is known to have no entry. */
  pass(sequence: number): void;
  /** No more entries come. */
  end(): void;
}

/**
 * Hands on the entries of each number, in the order of their keys, the numbers ascending. Our own entries have their keys in that
 * order; an old row that was adopted later comes early, and waits until its number's turn. What comes too late is
 * collected: another walk, which is told of it before, finds everything in order.
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
