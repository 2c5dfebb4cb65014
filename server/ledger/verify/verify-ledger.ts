import { isEventId } from "../ids.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { currencyOf } from "../reading.ts";
import { createClaims, findVouched } from "./contested-numbers.ts";
import { createChecks } from "./ledger-checks.ts";
import { createNumberOrder, type Latecomers } from "./number-order.ts";
import { type Finding, isHarmless, type Member } from "./verification-records.ts";
import { type RemovedLink, type VerifiedLedger, walkRows } from "./verification-walk.ts";

/** Result of recomputing a ledger. */
export interface Verification {
  /** The number of rows checked. */
  entries: number;
  findings: Finding[];
}

/** Whether a ledger is as it was written, as far as this version can judge. */
export const isOk = ({ findings }: Verification): boolean => findings.every(isHarmless);

interface VerificationContext {
  store: LedgerStore;
  operatorCurrency: string;
  timeZone: string;
  onProgress?: (entries: number) => void;
}

/** How often a ledger is verified again because something was logged meanwhile. */
const MAX_TRIES = 5;

/**
 * Recomputes a ledger from its rows: the chain, the sequence, the totals, and everything that is kept beside the rows.
 * Reports every row that was altered, removed or inserted. Null if the event is unknown. What is logged during the
 * verification is not reported: if there are findings and the ledger has moved on, it is verified again.
 */
export async function verifyLedger(
  context: VerificationContext,
  eventId: string,
): Promise<Verification | null> {
  if (!isEventId(eventId)) return null;
  for (let tries = 1; ; tries += 1) {
    const ledger = await openLedger(context, eventId);
    const verification = await verifyOnce(ledger);
    if (!verification || isOk(verification) || tries === MAX_TRIES) return verification;
    if (!(await hasMoved(ledger))) return verification;
  }
}

async function openLedger(context: VerificationContext, eventId: string): Promise<VerifiedLedger> {
  const beside = await context.store.readBeside(eventId);
  const { snapshot } = beside;
  const currency = currencyOf(snapshot, context.operatorCurrency);
  return { ...context, eventId, beside, head: snapshot.head, currency };
}

/**
 * One walk in key order is enough unless a number comes too late or twice. Otherwise it walks through the ledger again
 * with what it learned. Only unusual entries, reversals and reversed entries have to be kept in memory.
 */
async function verifyOnce(ledger: VerifiedLedger): Promise<Verification | null> {
  const { snapshot } = ledger.beside;
  let known: Known = { late: [], rivals: [], asked: new Set(), vouched: new Set() };
  for (;;) {
    const walk = await walkThrough(ledger, known);
    if (walk.entries === 0 && !snapshot.facts && !snapshot.head) return null;
    const more = await learn(ledger, known, walk);
    if (!more) return { entries: walk.entries, findings: await walk.conclude() };
    known = more;
  }
}

const hasMoved = async (ledger: VerifiedLedger) =>
  (await newestSequence(ledger)) !== (ledger.head?.sequence ?? 0);

/** What is known about a ledger before a walk. */
interface Known extends Latecomers {
  /** The hashes that were checked for rows vouching for them, and those that have one. */
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

/** Walks through the ledger once: reads rows, orders them by number, and checks the real one of each number. */
async function walkThrough(ledger: VerifiedLedger, known: Known): Promise<Walk> {
  const checks = createChecks(ledger);
  const claims = createClaims(known.vouched, checks.take);
  const order = createNumberOrder(known, claims.settle);
  const newest = ledger.head?.sequence ?? Number.POSITIVE_INFINITY;
  const strays: Finding[] = [];
  const removed: RemovedLink[] = [];
  const beyond: Member[] = [];
  let lastUnadopted: string | null = null;
  let entries = 0;
  for await (const passed of walkRows(ledger)) {
    if (passed.is === "removed") {
      removed.push(passed.link);
      if (passed.link.sequence <= newest) order.pass(passed.link.sequence);
      continue;
    }
    if (passed.is === "stray") {
      strays.push(passed.finding);
      if (passed.finding.code === "UNADOPTED") lastUnadopted = passed.suffix;
    } else if (passed.member.sequence > newest) beyond.push(passed.member);
    else order.add(passed.member);
    entries += 1;
    ledger.onProgress?.(entries);
  }
  order.end();
  const isInLedger = ({ id }: Member) => !claims.isRefused(id);
  const { late, rivals } = order;
  const conclude = async () => {
    const last = beyond.length > 0 ? await newestSequence(ledger) : newest;
    for (const member of beyond) {
      if (member.sequence > last) claims.refuse(member);
      else checks.takeLater(member);
    }
    const isOld = ({ sequence }: { sequence: number }) => sequence <= newest || sequence > last;
    const gone = removed.filter(isOld);
    const refused = claims.findings();
    const hasRefused = refused.length > 0;
    const seen = { removed: gone, lastUnadopted, hasRefused, isInLedger };
    return [...strays, ...gone.map(({ finding }) => finding), ...refused, ...(await checks.findings(seen))];
  };
  return { entries, late, rivals, contestedHashes: claims.contestedHashes, conclude };
}

/** The number of the newest row by now. */
async function newestSequence({ store, eventId, head }: VerifiedLedger): Promise<number> {
  const [now] = await store.readEvents([eventId]);
  return Math.max(now?.head?.sequence ?? 0, head?.sequence ?? 0);
}
