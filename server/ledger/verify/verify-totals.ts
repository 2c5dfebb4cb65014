import { addPosting, emptyHead, type LedgerHead } from "../head.ts";
import type { Finding, Member } from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";

/** The total that each entry tells is the sum of the entries up to it, and the head's totals are those of all. */
export function createTotalsCheck({ head, eventId, currency }: VerifiedLedger) {
  const findings: Finding[] = [];
  let sums = emptyHead(eventId, currency);
  return {
    take({ id, kind, minorUnits, method, sequence, totalAfterMinorUnits: told }: Member) {
      sums = addPosting(sums, { minorUnits, method, standing: kind === "PAYMENT" ? 1 : 0 });
      if (head && told !== null && told !== sums.collectedMinorUnits) {
        findings.push({
          code: "TOTAL_MISMATCH",
          paymentId: id,
          message: `Entry ${sequence} tells another total than the entries up to it.`,
        });
      }
    },
    /** Given the voids of payments that were counted, which count one less each. */
    findings(voids: readonly Member[]): Finding[] {
      for (const { minorUnits, method } of voids) {
        if (minorUnits !== null) sums = addPosting(sums, { minorUnits: 0, method, standing: -1 });
      }
      if (!head || isSameSums(sums, head)) return findings;
      const message = "The totals kept are not the sums of the entries.";
      return [...findings, { code: "TOTAL_MISMATCH", paymentId: null, message }];
    },
  };
}

function isSameSums(a: LedgerHead, b: LedgerHead): boolean {
  const flat = ({ collectedMinorUnits, standingCount, methods }: LedgerHead) =>
    JSON.stringify([
      collectedMinorUnits,
      standingCount,
      Object.entries(methods).sort(([x], [y]) => (x < y ? -1 : 1)),
    ]);
  return flat(a) === flat(b);
}
