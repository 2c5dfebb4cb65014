import type { LedgerHead } from "../head.ts";
import type { StoredBeside } from "../ledger-store.ts";
import {
  type Finding,
  idIn,
  isEntry,
  type Member,
  nameOf,
  type RecordMember,
} from "./verification-records.ts";

/** Checks what is kept beside each entry and record, apart from what happened to entries since. */
export function createBesideCheck() {
  const findings: Finding[] = [];
  let newest: RecordMember | null = null;
  return {
    take(member: Member) {
      const { besideDifferences: names } = member;
      if (!isEntry(member) && member.terms) newest = member;
      if (names.length === 0) return;
      const message = `What is kept beside ${nameOf(member).toLowerCase()} differs from it: ${names.join(", ")}.`;
      findings.push({ code: "BESIDE_ALTERED", paymentId: idIn(member), message });
    },
    findings: () => findings,
    /** The newest change of terms. */
    newestTerms: (): RecordMember | null => newest,
  };
}

/**
 * Compares the head with the one that the rows make. Its chain is judged as altered, inserted or missing rows. What follows
 * from the newest rows means nothing while some are missing.
 */
export function checkHead(
  beside: StoredBeside,
  { expected, isWhole }: { expected: LedgerHead; isWhole: boolean },
): Finding[] {
  const differences = beside.compareHead(expected);
  if (differences === null) {
    const isEmpty = expected.sequence === 0;
    return isEmpty ? [] : [toFinding("BESIDE_ALTERED", "The head of the ledger is missing.")];
  }
  const { sums, newest, others } = differences;
  const odd = [...others, ...(isWhole ? newest : [])].sort();
  const mismatch = toFinding("TOTAL_MISMATCH", "The stored totals differ from the sums of the entries.");
  const message = `The head of the ledger differs from the entries: ${odd.join(", ")}.`;
  return [
    ...(sums.length > 0 ? [mismatch] : []),
    ...(odd.length > 0 ? [toFinding("BESIDE_ALTERED", message)] : []),
  ];
}

/** Compares the terms in force with the newest change of terms. */
export function checkTerms(beside: StoredBeside, newest: RecordMember | null): Finding[] {
  const names = beside.compareTerms(newest?.terms ?? null);
  if (names.length === 0) return [];
  const message = `The terms in force differ from the newest change of terms: ${names.join(", ")}.`;
  return [toFinding("BESIDE_ALTERED", message)];
}

const toFinding = (code: Finding["code"], message: string): Finding => ({ code, paymentId: null, message });
