import type { LedgerHead } from "../head.ts";
import type { Finding, Member } from "./verification-records.ts";

/** Numbers run from 1 to the head's. A number without an entry must at least have a companion. */
export function createSequenceCheck(head: LedgerHead | null) {
  const missing: number[] = [];
  let reached = 0;
  const reach = (sequence: number) => {
    for (let passed = reached + 1; passed < sequence; passed += 1) missing.push(passed);
    reached = Math.max(reached, sequence);
  };
  return {
    take: ({ sequence }: Member) => reach(sequence),
    findings(removed: readonly { sequence: number }[]): Finding[] {
      reach((head?.sequence ?? 0) + 1);
      const known = new Set(removed.map(({ sequence }) => sequence));
      return missing
        .filter((sequence) => !known.has(sequence))
        .map((sequence) => ({
          code: "SEQUENCE_GAP",
          paymentId: null,
          message: `Number ${sequence} is missing: its row and its companion no longer exist.`,
        }));
    },
  };
}
