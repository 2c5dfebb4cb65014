import { FIRST_PREVIOUS_HASH } from "../hash.ts";
import type { LedgerHead } from "../head.ts";
import type { Finding, Member } from "./verification-records.ts";

type Link = Pick<Member, "id" | "sequence" | "previousHash" | "storedHash" | "isWhole">;

/**
 * An entry is altered when its content does not give its hash, or when a sound entry after it (or the head) was chained
 * to another hash than it has now. Entries come in the order of their numbers: whether one is sound is open only as
 * long as the one after it names another hash and may be altered itself, so no more is remembered than is found.
 */
export function createChainCheck(head: LedgerHead | null) {
  const findings: Finding[] = [];
  let undecided: Link[] = [];

  const decide = (isVouchedFor: boolean) => {
    const altered: Finding[] = [];
    let isVouched = isVouchedFor;
    for (const link of undecided.toReversed()) {
      const isFirst = link.sequence === 1 && link.previousHash !== FIRST_PREVIOUS_HASH;
      if (!link.isWhole || !isVouched || isFirst) altered.push(toAltered(link));
      isVouched = !(link.isWhole && isVouched);
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
    take({ id, sequence, previousHash, storedHash, isWhole }: Member) {
      follow({ sequence, previousHash });
      undecided.push({ id, sequence, previousHash, storedHash, isWhole });
    },
    /** From the newest entry back. */
    findings(): Finding[] {
      follow({ sequence: (head?.sequence ?? 0) + 1, previousHash: head?.newestHash ?? null });
      decide(false);
      return findings.toReversed();
    },
  };
}

const toAltered = ({ id, sequence }: Link): Finding => ({
  code: "ALTERED",
  paymentId: id,
  message: `Entry ${sequence} is not what was written.`,
});
