import { createReversals } from "./reversals-and-targets.ts";
import type { Finding, Member } from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";
import { createChainCheck } from "./verify-chain.ts";
import { checkCompanions, countedVoids } from "./verify-companions.ts";
import { createSequenceCheck } from "./verify-sequence.ts";
import { createTotalsCheck } from "./verify-totals.ts";

/** All checks of the entries of a ledger. Entries are taken in the order of their numbers, one for each number. */
export interface LedgerChecks {
  take(member: Member): void;
  /** The findings after all entries were taken. Looks up an entry if another one refers to it unexpectedly. */
  findings(seen: {
    removed: readonly { sequence: number }[];
    isInLedger: (member: Member) => boolean;
  }): Promise<Finding[]>;
}

/** Creates the checks, before the first entry. */
export function createChecks(ledger: VerifiedLedger): LedgerChecks {
  const chain = createChainCheck(ledger.head);
  const sequence = createSequenceCheck(ledger.head);
  const totals = createTotalsCheck(ledger);
  const reversals = createReversals(ledger);
  const unsettled: Finding[] = [];
  return {
    take(member) {
      for (const check of [chain, sequence, totals, reversals]) check.take(member);
      if (isUnsettled(member)) unsettled.push(toUnsettledFinding(member, ledger));
    },
    async findings({ removed, isInLedger }) {
      const members = await reversals.complete(isInLedger);
      return [
        ...chain.findings(),
        ...sequence.findings(removed),
        ...totals.findings(countedVoids(members)),
        ...checkCompanions(members),
        ...unsettled,
      ];
    },
  };
}

const isUnsettled = ({ minorUnits, state }: Member) => minorUnits === null && state.status === "RECORDED";

const toUnsettledFinding = ({ id, storedAmount }: Member, { currency }: VerifiedLedger): Finding => ({
  code: "UNREPRESENTABLE",
  paymentId: id,
  message: `The stored amount "${storedAmount}" cannot be represented in ${currency}. Correct the payment to settle it.`,
});
