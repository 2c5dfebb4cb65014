import { isEventId, toPaymentId } from "../ids.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { currencyOf } from "../reading.ts";
import { createClaims, findVouched } from "./contested-numbers.ts";
import { createChecks } from "./ledger-checks.ts";
import { createNumberOrder, type Latecomers } from "./number-order.ts";
import type { Finding, Member } from "./verification-records.ts";
import { type RemovedEntry, type VerifiedLedger, walkRows } from "./verification-walk.ts";

/** Result of recomputing a ledger. */
export interface Verification {
  /** The number of rows checked. */
  entries: number;
  findings: Finding[];
}

/**
 * Recomputes a ledger from its rows: the chain, the sequence, the totals and the companions. Reports every entry that was
 * altered, removed or inserted. Null if the event is unknown.
 *
 * One walk in key order is enough unless a number comes too late or twice. Otherwise it walks through the ledger again
 * with what it learned. Only unusual entries, reversals and reversed entries have to be kept in memory.
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
  const currency = currencyOf(snapshot, context.operatorCurrency);
  const ledger = { ...context, eventId, head: snapshot.head, currency };
  let known: Known = { late: [], rivals: [], asked: new Set(), vouched: new Set() };
  for (;;) {
    const walk = await walkThrough(ledger, known);
    if (walk.entries === 0 && !snapshot.facts && !snapshot.head) return null;
    const more = await learn(ledger, known, walk);
    if (!more) return { entries: walk.entries, findings: await walk.conclude() };
    known = more;
  }
}

/** What is known about a ledger before a walk. */
interface Known extends Latecomers {
  /** The hashes that were checked for entries vouching for them, and those that have one. */
  asked: ReadonlySet<string | null>;
  vouched: ReadonlySet<string | null>;
}

interface Walk extends Latecomers {
  entries: number;
  contestedHashes: ReadonlySet<string | null>;
  /** All findings; meaningful only when there is nothing more to learn. */
  conclude(): Promise<Finding[]>;
}

/** What the walk should have known in advance, with what it found; null if it knew everything. */
async function learn(ledger: VerifiedLedger, known: Known, walk: Walk): Promise<Known | null> {
  const { late, rivals, contestedHashes: asked } = walk;
  if (late.length + rivals.length > 0) {
    return { ...known, late: [...known.late, ...late], rivals: [...known.rivals, ...rivals] };
  }
  if ([...asked].every((hash) => known.asked.has(hash))) return null;
  return { ...known, asked, vouched: await findVouched(ledger, asked) };
}

/** Walks through the ledger once: reads rows, orders entries by number, and checks the real entry of each number. */
async function walkThrough(
  ledger: VerifiedLedger & { onProgress?: (entries: number) => void },
  known: Known,
): Promise<Walk> {
  const checks = createChecks(ledger);
  const claims = createClaims(known.vouched, checks.take);
  const order = createNumberOrder(known, claims.settle);
  const newest = ledger.head?.sequence ?? 0;
  const strays: Finding[] = [];
  const removed: RemovedEntry[] = [];
  let entries = 0;
  for await (const passed of walkRows(ledger)) {
    if (passed.is === "removed") {
      removed.push(passed.entry);
      if (passed.entry.sequence <= newest) order.pass(passed.entry.sequence);
      continue;
    }
    if (passed.is === "stray") strays.push(passed.finding);
    else if (passed.member.sequence > newest) claims.refuse(passed.member);
    else order.add(passed.member);
    entries += 1;
    ledger.onProgress?.(entries);
  }
  order.end();
  const isInLedger = ({ id }: Member) => !claims.isRefused(id);
  const { late, rivals } = order;
  const conclude = async () => [
    ...strays,
    ...removed.map(toRemovedFinding(ledger.eventId)),
    ...claims.findings(),
    ...(await checks.findings({ removed, isInLedger })),
  ];
  return { entries, late, rivals, contestedHashes: claims.contestedHashes, conclude };
}

const toRemovedFinding =
  (eventId: string) =>
  ({ suffix, sequence }: RemovedEntry): Finding => ({
    code: "REMOVED",
    paymentId: toPaymentId({ eventId, suffix }),
    message: `Entry ${sequence} was logged, but its row no longer exists.`,
  });
