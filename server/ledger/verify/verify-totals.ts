import { addPosting, afterAdopted, afterLink, emptyHead, type LedgerHead } from "../head.ts";
import {
  type EntryMember,
  type Finding,
  idIn,
  isEntry,
  type Member,
  nameOf,
} from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";

/**
 * Makes the head again from the entries and records, and checks on the way that each entry records the sum of the entries up
 * to it and each payment the next number.
 */
export function createTotalsCheck({ eventId, currency, head: stored }: VerifiedLedger) {
  const findings: Finding[] = [];
  let head = emptyHead(eventId, currency);
  const find = (member: Member, message: string) =>
    findings.push({ code: "TOTAL_MISMATCH", paymentId: idIn(member), message });
  return {
    take(member: Member) {
      if (head.sequence === 0 && member.currency) head = { ...head, currency: member.currency };
      const isNext = member.sequence === head.sequence + 1;
      head = append(head, member);
      if (!isEntry(member) || !stored) return;
      const { kind, number, totalAfterMinorUnits: recorded } = member;
      if (recorded !== null && recorded !== head.collectedMinorUnits)
        find(member, `${nameOf(member)} records a total that differs from the sum of the entries up to it.`);
      if (kind !== "PAYMENT" || number === head.lastNumber) return;
      if (isNext) find(member, `${nameOf(member)} does not have the next number of a payment.`);
      head = { ...head, lastNumber: number ?? head.lastNumber };
    },
    findings: () => findings,
    /** The head that the entries and records make. Takes the voids of counted payments, each of which reduces the count by one. */
    expectedHead(voids: readonly EntryMember[]): LedgerHead {
      return voids.reduce(
        (sums, { minorUnits, method }) =>
          minorUnits === null
            ? sums
            : addPosting(sums, { minorUnits: 0, parts: null, method, activeChange: -1 }),
        head,
      );
    },
  };
}

function append(head: LedgerHead, member: Member): LedgerHead {
  const { sequence, loggedAt, suffix } = member;
  const hash = member.storedHash ?? "";
  const place = {
    ref: { eventId: head.eventId, suffix },
    loggedAt: loggedAt ?? "",
    sequence,
    previousHash: "",
  };
  if (!isEntry(member)) return afterLink(head, place, hash);
  const isPayment = member.kind === "PAYMENT";
  const lastNumber = head.lastNumber + (isPayment ? 1 : 0);
  if (member.isAdopted) {
    const facts = { sequence, number: lastNumber, enteredAt: member.adoptedAt ?? "", hash };
    return afterAdopted(head, member, facts);
  }
  const counted = addPosting(head, { ...member, activeChange: isPayment ? 1 : 0 });
  return afterLink({ ...counted, lastNumber }, place, hash);
}
