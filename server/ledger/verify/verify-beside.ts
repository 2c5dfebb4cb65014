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

/** Attributes of a head that are sums of entries. */
const SUMS = new Set(["collected", "standing_count", "methods", "purposes", "last_number"]);

/** Attributes of a head that the other checks judge: a wrong one is an altered, inserted or missing entry. */
const JUDGED_ELSEWHERE = new Set(["sequence", "newest_hash"]);

/** Attributes of a head that follow from the newest entries, and mean nothing while some are missing. */
const OF_NEWEST = new Set(["newest_logged_at", "newest_is_adopted", "adopting", "adopted_through"]);

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

/** Compares the head with the one that the entries make. Some attributes mean nothing if entries are missing. */
export function checkHead(
  beside: StoredBeside,
  { expected, isWhole }: { expected: LedgerHead; isWhole: boolean },
): Finding[] {
  const names = beside.compareHead(expected);
  if (names === null) {
    const isEmpty = expected.sequence === 0;
    return isEmpty ? [] : [toFinding("BESIDE_ALTERED", "The head of the ledger is missing.")];
  }
  const isMeant = (name: string) => !JUDGED_ELSEWHERE.has(name) && (isWhole || !OF_NEWEST.has(name));
  const others = names.filter((name) => isMeant(name) && !SUMS.has(name));
  return [
    ...(names.some((name) => SUMS.has(name))
      ? [toFinding("TOTAL_MISMATCH", "The stored totals differ from the sums of the entries.")]
      : []),
    ...(others.length > 0
      ? [
          toFinding(
            "BESIDE_ALTERED",
            `The head of the ledger differs from the entries: ${others.join(", ")}.`,
          ),
        ]
      : []),
  ];
}

/** Compares the terms in force with the newest change of terms. */
export function checkTerms(beside: StoredBeside, newest: RecordMember | null): Finding[] {
  const expected = newest?.terms && {
    ...newest.terms,
    setAt: newest.loggedAt ?? "",
    currency: newest.currency ?? "",
  };
  const names = beside.compareTerms(expected ?? null);
  if (names.length === 0) return [];
  const message = `The terms in force differ from the newest change of terms: ${names.join(", ")}.`;
  return [toFinding("BESIDE_ALTERED", message)];
}

const toFinding = (code: Finding["code"], message: string): Finding => ({ code, paymentId: null, message });
