import { addPosting, emptyHead, type LedgerHead } from "../head.ts";
import type { Finding, Member } from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";

/** Checks that the total recorded by each entry is the sum of the entries up to it, and that the head's totals are the sums of all. */
export function createTotalsCheck({ head, eventId, currency }: VerifiedLedger) {
  const findings: Finding[] = [];
  let sums = emptyHead(eventId, currency);
  return {
    take({ id, kind, minorUnits, method, sequence, totalAfterMinorUnits: recorded }: Member) {
      sums = addPosting(sums, { minorUnits, method, activeChange: kind === "PAYMENT" ? 1 : 0 });
      if (head && recorded !== null && recorded !== sums.collectedMinorUnits) {
        findings.push({
          code: "TOTAL_MISMATCH",
          paymentId: id,
          message: `Entry ${sequence} records a total that differs from the sum of the entries up to it.`,
        });
      }
    },
    /** Takes the voids of counted payments, each of which reduces the count by one. */
    findings(voids: readonly Member[]): Finding[] {
      for (const { minorUnits, method } of voids) {
        if (minorUnits !== null) sums = addPosting(sums, { minorUnits: 0, method, activeChange: -1 });
      }
      if (!head || isSameSums(sums, head)) return findings;
      const message = "The stored totals differ from the sums of the entries.";
      return [...findings, { code: "TOTAL_MISMATCH", paymentId: null, message }];
    },
  };
}

function isSameSums(a: LedgerHead, b: LedgerHead): boolean {
  const flat = ({ collectedMinorUnits, activeCount, methods }: LedgerHead) =>
    JSON.stringify([
      collectedMinorUnits,
      activeCount,
      Object.entries(methods).sort(([x], [y]) => (x < y ? -1 : 1)),
    ]);
  return flat(a) === flat(b);
}
