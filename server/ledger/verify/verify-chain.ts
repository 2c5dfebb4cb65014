import { FIRST_PREVIOUS_HASH } from "../hash.ts";
import type { LedgerHead } from "../head.ts";
import { type Finding, idIn, type Member, nameOf } from "./verification-records.ts";

type Link = Pick<Member, "id" | "kind" | "sequence" | "previousHash" | "storedHash" | "isIntact">;

/**
 * An entry or record is altered if its hash does not match its content, or if an intact entry after it (or the head) was chained to
 * another hash than it has now. Entries are taken in number order. Whether an entry is intact stays undecided only while
 * the next one names another hash and may be altered itself, so memory is limited to the findings.
 */
export function createChainCheck(head: LedgerHead | null) {
  const findings: Finding[] = [];
  let undecided: Link[] = [];

  const decide = (isVouchedFor: boolean) => {
    const altered: Finding[] = [];
    let isVouched = isVouchedFor;
    for (const link of undecided.toReversed()) {
      const isFirst = link.sequence === 1 && link.previousHash !== FIRST_PREVIOUS_HASH;
      if (!link.isIntact || !isVouched || isFirst) altered.push(toAltered(link));
      isVouched = !(link.isIntact && isVouched);
    }
    findings.push(...altered.reverse());
    undecided = [];
  };
  const follow = (next: Pick<Link, "sequence" | "previousHash">) => {
    const last = undecided.at(-1);
    if (!last) return;
    const isNext = next.sequence === last.sequence + 1;
    if (!isNext || next.previousHash === null || next.previousHash === last.storedHash) decide(true);
  };
  return {
    take({ id, kind, sequence, previousHash, storedHash, isIntact }: Member) {
      follow({ sequence, previousHash });
      undecided.push({ id, kind, sequence, previousHash, storedHash, isIntact });
    },
    /** From the newest entry backwards. */
    findings(): Finding[] {
      follow({ sequence: (head?.sequence ?? 0) + 1, previousHash: head?.newestHash ?? null });
      decide(false);
      return findings.toReversed();
    },
  };
}

const toAltered = (link: Link): Finding => ({
  code: "ALTERED",
  paymentId: idIn(link),
  message: `${nameOf(link)} was altered after it was written.`,
});
