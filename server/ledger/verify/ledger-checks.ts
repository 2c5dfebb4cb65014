import { createReversals } from "./reversals-and-targets.ts";
import {
  type EntryMember,
  type Finding,
  idIn,
  isEntry,
  type Member,
  nameOf,
} from "./verification-records.ts";
import type { RemovedLink, VerifiedLedger } from "./verification-walk.ts";
import { checkHead, checkTerms, createBesideCheck } from "./verify-beside.ts";
import { createChainCheck } from "./verify-chain.ts";
import { createReferenceCheck } from "./verify-references.ts";
import { createSequenceCheck } from "./verify-sequence.ts";
import { checkStates, countedVoids, expectStates } from "./verify-states.ts";
import { createTotalsCheck } from "./verify-totals.ts";

/** All checks of the entries and records of a ledger. They are taken in the order of their numbers, one for each number. */
export interface LedgerChecks {
  take(member: Member): void;
  /** Takes a row that was logged after the head was read: it explains the state of earlier ones. */
  takeLater(member: Member): void;
  /** The findings after all rows were taken. Looks up an entry if another one refers to it unexpectedly. */
  findings(seen: Seen): Promise<Finding[]>;
}

/** What a walk saw besides the rows that belong to the ledger. */
interface Seen {
  removed: readonly RemovedLink[];
  /** The last legacy row that is not adopted. */
  lastUnadopted: string | null;
  /** Whether rows were found that do not belong to the ledger. */
  hasRefused: boolean;
  isInLedger: (member: Member) => boolean;
}

/** Creates the checks, before the first entry. */
export function createChecks(ledger: VerifiedLedger): LedgerChecks {
  const chain = createChainCheck(ledger.head);
  const sequence = createSequenceCheck(ledger.head);
  const totals = createTotalsCheck(ledger);
  const reversals = createReversals(ledger);
  const references = createReferenceCheck(ledger);
  const beside = createBesideCheck();
  const alone: Finding[] = [];
  return {
    take(member) {
      for (const check of [chain, sequence, totals, reversals, references, beside]) check.take(member);
      alone.push(...judgeAlone(member, ledger));
    },
    takeLater(member) {
      for (const check of [reversals, references]) check.take(member);
    },
    async findings(seen) {
      const members = await reversals.complete(seen.isInLedger);
      const states = expectStates(members);
      const broken = [...chain.findings(), ...sequence.findings(seen.removed)];
      const isWhole = broken.length + seen.removed.length === 0 && !seen.hasRefused;
      const altered = new Set(broken.map(({ paymentId }) => paymentId));
      const expected = totals.expectedHead(countedVoids(withoutLater(members, ledger)));
      const adopting = isAdopting(ledger, seen);
      return [
        ...broken,
        ...totals.findings(),
        ...checkHead(ledger.beside, { expected: { ...expected, adopting }, isWhole }),
        ...checkTerms(ledger.beside, beside.newestTerms()),
        ...beside.findings().filter(({ paymentId }) => paymentId === null || !altered.has(paymentId)),
        ...(await checkStates(ledger, { members, states })),
        ...(await references.findings(members, states)),
        ...alone,
      ];
    },
  };
}

/** The head's totals do not include what was logged after it was read. */
function withoutLater(members: ReadonlyMap<string, EntryMember>, { head }: VerifiedLedger) {
  const last = head?.sequence ?? Number.POSITIVE_INFINITY;
  return new Map([...members].filter(([, { sequence }]) => sequence <= last));
}

/** Legacy rows are still being adopted only while there is one after those that are. */
function isAdopting({ head }: VerifiedLedger, { lastUnadopted }: Seen): boolean {
  if (!head?.adopting || lastUnadopted === null) return false;
  return head.adoptedThrough === null || lastUnadopted > head.adoptedThrough;
}

/** What a row shows by itself. */
function judgeAlone(member: Member, { currency }: VerifiedLedger): Finding[] {
  if (member.isNewer && member.isIntact) {
    const message = `${nameOf(member)} was written by a newer version, which alone can judge all of it.`;
    return [{ code: "NEWER", paymentId: idIn(member), message }];
  }
  if (!isEntry(member) || member.minorUnits !== null || member.state.status !== "RECORDED") return [];
  const amount = member.storedAmount;
  const message = `The stored amount "${amount}" cannot be represented in ${currency}. Correct the payment to settle it.`;
  return [{ code: "UNREPRESENTABLE", paymentId: member.id, message }];
}
