import type { ChainPlace } from "./entry.ts";
import { FIRST_PREVIOUS_HASH } from "./hash.ts";
import { addSums, NO_SUMS, type Parts, type Sums, splitByPurpose } from "./purposes.ts";

/** Amount collected by one method: the sum of its entries and the number of active payments. */
export interface MethodSum {
  minorUnits: number;
  count: number;
}

/** The sums of a ledger. */
export interface LedgerSums {
  collectedMinorUnits: number;
  activeCount: number;
  /** By method; `NO_METHOD` for legacy rows. */
  methods: Record<string, MethodSum>;
  purposes: Sums;
}

/** The head of an event's ledger: its totals and its newest entry or record, so that reads need not add up. */
export interface LedgerHead extends LedgerSums {
  eventId: string;
  /** Set by the first write or by adoption. */
  currency: string;
  /** The sequence number of the newest entry or record. */
  sequence: number;
  /** The number of the newest payment. */
  lastNumber: number;
  newestLoggedAt: string | null;
  newestHash: string;
  /** Whether the newest entry is a legacy row, whose key may sort anywhere. */
  newestIsAdopted: boolean;
  /** Whether legacy rows are still being adopted. Until they are, the totals are incomplete. */
  adopting: boolean;
  /** The suffix up to which legacy rows were adopted. */
  adoptedThrough: string | null;
}

/** The key under which legacy rows, which have no method, are summed. */
export const NO_METHOD = "NONE";

/** The sums of nothing. */
export const EMPTY_SUMS: LedgerSums = {
  collectedMinorUnits: 0,
  activeCount: 0,
  methods: {},
  purposes: NO_SUMS,
};

/** The head of a ledger without entries. */
export function emptyHead(eventId: string, currency: string): LedgerHead {
  return {
    ...EMPTY_SUMS,
    eventId,
    currency,
    sequence: 0,
    lastNumber: 0,
    newestLoggedAt: null,
    newestHash: FIRST_PREVIOUS_HASH,
    newestIsAdopted: false,
    adopting: false,
    adoptedThrough: null,
  };
}

/** What an entry adds to the sums. */
export interface Posting {
  /** Null if it cannot be represented; it is then not counted. */
  minorUnits: number | null;
  parts: Parts;
  method: string | null;
  /** Change to the number of active payments: 1 for a payment, -1 for the void of a counted payment, otherwise 0. */
  activeChange: -1 | 0 | 1;
}

/** Adds an entry to the sums of a head. */
export function addPosting<Counted extends LedgerSums>(
  sums: Counted,
  { minorUnits, parts, method, activeChange }: Posting,
): Counted {
  if (minorUnits === null) return sums;
  const name = method ?? NO_METHOD;
  const before = sums.methods[name] ?? { minorUnits: 0, count: 0 };
  const sum = { minorUnits: before.minorUnits + minorUnits, count: before.count + activeChange };
  return {
    ...sums,
    collectedMinorUnits: sums.collectedMinorUnits + minorUnits,
    activeCount: sums.activeCount + activeChange,
    methods: { ...sums.methods, [name]: sum },
    purposes: addSums(sums.purposes, splitByPurpose({ minorUnits, parts })),
  };
}

/** Whether the totals of a ledger stay exact if this amount is added: integers below 2^53. */
export function staysExact(head: Pick<LedgerHead, "collectedMinorUnits">, minorUnits: number): boolean {
  return Number.isSafeInteger(head.collectedMinorUnits + minorUnits);
}

/** The place of the next entry or record: the next number, chained by the newest hash. */
export function nextPlace(head: LedgerHead, { now, uuid }: { now: Date; uuid: string }): ChainPlace {
  const loggedAt = nextLoggedAt(head, now);
  return {
    ref: { eventId: head.eventId, suffix: `${loggedAt}#${uuid}` },
    loggedAt,
    sequence: head.sequence + 1,
    previousHash: head.newestHash,
  };
}

/** The head after an entry or record of ours, apart from the sums. */
export function afterLink<Head extends LedgerHead>(head: Head, place: ChainPlace, hash: string): Head {
  return {
    ...head,
    sequence: place.sequence,
    newestLoggedAt: place.loggedAt,
    newestHash: hash,
    newestIsAdopted: false,
  };
}

/** What a head needs of an adopted row. */
interface AdoptedPosting extends Omit<Posting, "activeChange"> {
  suffix: string;
  loggedAt: string | null;
}

interface AfterAdopted {
  sequence: number;
  number: number | null;
  enteredAt: string;
  hash: string;
}

/** The head after an adopted row. One that claims a future time does not move the ledger's own time. */
export function afterAdopted(
  head: LedgerHead,
  entry: AdoptedPosting,
  { sequence, number, enteredAt, hash }: AfterAdopted,
): LedgerHead {
  const isPast = entry.loggedAt !== null && entry.loggedAt <= enteredAt;
  const isNewest = isPast && (head.newestLoggedAt === null || (entry.loggedAt ?? "") > head.newestLoggedAt);
  return addPosting(
    {
      ...head,
      sequence,
      lastNumber: number ?? head.lastNumber,
      newestHash: hash,
      newestIsAdopted: true,
      newestLoggedAt: isNewest ? entry.loggedAt : head.newestLoggedAt,
      adoptedThrough: entry.suffix,
    },
    { ...entry, activeChange: 1 },
  );
}

/** The instant at which a new entry is logged: now, but always later than the newest entry, even if clocks differ. */
function nextLoggedAt(head: Pick<LedgerHead, "newestLoggedAt">, now: Date): string {
  const newest = head.newestLoggedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(head.newestLoggedAt);
  return new Date(Math.max(now.getTime(), newest + 1)).toISOString();
}
