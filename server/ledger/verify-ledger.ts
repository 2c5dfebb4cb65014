import type { CompanionRow } from "./companion-items.ts";
import { FIRST_PREVIOUS_HASH } from "./hash.ts";
import { addPosting, emptyHead, type LedgerHead } from "./head.ts";
import { toPaymentId } from "./ids.ts";
import { isEventId } from "./keys.ts";
import { currencyOf, walkLedger } from "./ledger-lines.ts";
import type { LedgerStore } from "./ledger-store.ts";
import { type Finding, type Member, toMember } from "./verification-records.ts";
import { checkCompanions } from "./verify-companions.ts";

/** What came of recomputing a ledger. */
export interface Verification {
  /** How many rows were looked at. */
  entries: number;
  findings: Finding[];
}

/**
 * Recomputes a ledger from its rows: the chain, the sequence, the totals, and what is kept beside the entries. Names
 * every entry that was altered, removed or inserted. Null when nobody knows the event.
 */
export async function verifyLedger(
  context: {
    store: LedgerStore;
    operatorCurrency: string;
    timeZone: string;
    onProgress?: (entries: number) => void;
  },
  eventId: string,
): Promise<Verification | null> {
  if (!isEventId(eventId)) return null;
  const [snapshot] = await context.store.readEvents([eventId]);
  if (!snapshot) return null;
  const reading = { currency: currencyOf(snapshot, context.operatorCurrency), timeZone: context.timeZone };
  const findings: Finding[] = [];
  const members: Member[] = [];
  let entries = 0;
  for await (const stored of walkLedger(context.store, eventId)) {
    const member = toMember(stored, reading);
    if ("code" in member) findings.push(member);
    else members.push(member);
    entries += 1;
    context.onProgress?.(entries);
  }
  if (entries === 0 && !snapshot.facts && !snapshot.head) return null;
  const removed = await findRemoved(context.store, { eventId, members });
  findings.push(...removed.map(toRemovedFinding(eventId)));
  findings.push(...judge(members, { head: snapshot.head, removed, eventId, currency: reading.currency }));
  return { entries, findings };
}

/** Companions whose entry is gone. */
async function findRemoved(
  store: LedgerStore,
  { eventId, members }: { eventId: string; members: Member[] },
): Promise<CompanionRow[]> {
  const present = new Set(members.map(({ companion }) => companion.suffix));
  const removed: CompanionRow[] = [];
  let after: string | undefined;
  do {
    const page = await store.readCompanions({ eventId, limit: COMPANIONS_PAGE, after });
    removed.push(...page.companions.filter(({ suffix }) => !present.has(suffix)));
    after = page.hasMore ? page.companions.at(-1)?.suffix : undefined;
  } while (after !== undefined);
  return removed;
}

const COMPANIONS_PAGE = 500;

const toRemovedFinding =
  (eventId: string) =>
  ({ suffix, sequence }: CompanionRow): Finding => ({
    code: "REMOVED",
    paymentId: toPaymentId({ eventId, suffix }),
    message: `Entry ${sequence} was logged, and its row is gone.`,
  });

interface Ledger {
  head: LedgerHead | null;
  removed: CompanionRow[];
  eventId: string;
  currency: string;
}

function judge(all: Member[], ledger: Ledger): Finding[] {
  const { members, inserted } = takeOneOfEach(all, ledger);
  return [
    ...inserted,
    ...checkChain(members, ledger),
    ...checkSequence(members, ledger),
    ...checkTotals(members, ledger),
    ...checkCompanions(members),
    ...members.filter(isUnsettled).map(
      ({ id, entry }): Finding => ({
        code: "UNREPRESENTABLE",
        paymentId: id,
        message: `The stored amount "${entry.storedAmount}" cannot be represented in ${ledger.currency}. Correct the payment to settle it.`,
      }),
    ),
  ];
}

const isUnsettled = ({ entry, companion }: Member) =>
  entry.minorUnits === null && companion.status === "RECORDED";

/** Of several entries with one number, that one is real which the next entry, or the head, vouches for. */
function takeOneOfEach(all: Member[], { head }: Ledger): { members: Member[]; inserted: Finding[] } {
  const vouched = new Set([...all.map(({ previousHash }) => previousHash), head?.newestHash]);
  const bySequence = new Map<number, Member>();
  const inserted: Finding[] = [];
  const refuse = ({ id, sequence }: Member) =>
    inserted.push({
      code: "INSERTED",
      paymentId: id,
      message: `Its number, ${sequence}, does not belong to it.`,
    });
  for (const member of all) {
    const other = bySequence.get(member.sequence);
    if (member.sequence > (head?.sequence ?? 0)) refuse(member);
    else if (!other) bySequence.set(member.sequence, member);
    else if (vouched.has(other.storedHash)) refuse(member);
    else {
      refuse(other);
      bySequence.set(member.sequence, member);
    }
  }
  const members = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  return { members, inserted };
}

/**
 * Goes back from the head. An entry is altered when its content does not give its hash, or when a sound entry after it
 * (or the head) was chained to another hash than it has now.
 */
function checkChain(members: Member[], { head }: Ledger): Finding[] {
  const findings: Finding[] = [];
  let vouchedHash = head?.newestHash ?? null;
  let expected = head?.sequence ?? 0;
  for (const member of members.toReversed()) {
    if (member.sequence !== expected) vouchedHash = null;
    const isWhole = member.computedHash === member.storedHash;
    const isVouched = vouchedHash === null || vouchedHash === member.storedHash;
    const isFirst = member.sequence === 1 && member.previousHash !== FIRST_PREVIOUS_HASH;
    if (!isWhole || !isVouched || isFirst) {
      const message = `Entry ${member.sequence} is not what was written.`;
      findings.push({ code: "ALTERED", paymentId: member.id, message });
    }
    vouchedHash = isWhole && isVouched ? member.previousHash : null;
    expected = member.sequence - 1;
  }
  return findings;
}

function checkSequence(members: Member[], { head, removed }: Ledger): Finding[] {
  const known = new Set([
    ...members.map(({ sequence }) => sequence),
    ...removed.map(({ sequence }) => sequence),
  ]);
  const missing: number[] = [];
  for (let sequence = 1; sequence <= (head?.sequence ?? 0); sequence += 1) {
    if (!known.has(sequence)) missing.push(sequence);
  }
  return missing.map((sequence) => ({
    code: "SEQUENCE_GAP",
    paymentId: null,
    message: `There is no entry ${sequence}, and nothing beside it.`,
  }));
}

function checkTotals(members: Member[], { head, eventId, currency }: Ledger): Finding[] {
  if (!head) return [];
  const kinds = new Map(members.map(({ id, entry }) => [id, entry]));
  let sums = emptyHead(eventId, currency);
  const findings: Finding[] = [];
  for (const { id, entry } of members) {
    const target = entry.reverses === null ? undefined : kinds.get(entry.reverses);
    const voids = entry.kind === "VOID" && target?.kind === "PAYMENT" && target.minorUnits !== null ? -1 : 0;
    sums = addPosting(sums, { ...entry, standing: entry.kind === "PAYMENT" ? 1 : voids });
    const { totalAfterMinorUnits: told } = entry;
    if (told !== null && told !== sums.collectedMinorUnits) {
      findings.push({
        code: "TOTAL_MISMATCH",
        paymentId: id,
        message: `Entry ${entry.sequence} tells another total than the entries up to it.`,
      });
    }
  }
  if (!isSameSums(sums, head)) {
    findings.push({
      code: "TOTAL_MISMATCH",
      paymentId: null,
      message: "The totals kept are not the sums of the entries.",
    });
  }
  return findings;
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
