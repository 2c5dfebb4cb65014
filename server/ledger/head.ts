import { FIRST_PREVIOUS_HASH } from "./hash.ts";

/** Amount collected by one method: the sum of its entries and the number of active payments. */
export interface MethodSum {
  minorUnits: number;
  count: number;
}

/** The head of an event's ledger: its totals and its newest entry, so that reads need not add up. */
export interface LedgerHead {
  eventId: string;
  /** Set by the first write or by adoption. */
  currency: string;
  /** The sequence number of the newest entry. */
  sequence: number;
  collectedMinorUnits: number;
  activeCount: number;
  /** By method; `NO_METHOD` for legacy rows. */
  methods: Record<string, MethodSum>;
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

/** The head of a ledger without entries. */
export function emptyHead(eventId: string, currency: string): LedgerHead {
  return {
    eventId,
    currency,
    sequence: 0,
    collectedMinorUnits: 0,
    activeCount: 0,
    methods: {},
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
  method: string | null;
  /** Change to the number of active payments: 1 for a payment, -1 for the void of a counted payment, otherwise 0. */
  activeChange: -1 | 0 | 1;
}

/** Adds an entry to the sums of a head. */
export function addPosting<Sums extends Pick<LedgerHead, "collectedMinorUnits" | "activeCount" | "methods">>(
  sums: Sums,
  { minorUnits, method, activeChange }: Posting,
): Sums {
  if (minorUnits === null) return sums;
  const name = method ?? NO_METHOD;
  const before = sums.methods[name] ?? { minorUnits: 0, count: 0 };
  const sum = { minorUnits: before.minorUnits + minorUnits, count: before.count + activeChange };
  return {
    ...sums,
    collectedMinorUnits: sums.collectedMinorUnits + minorUnits,
    activeCount: sums.activeCount + activeChange,
    methods: { ...sums.methods, [name]: sum },
  };
}

/** Whether the totals of a ledger stay exact if this amount is added: integers below 2^53. */
export function staysExact(head: Pick<LedgerHead, "collectedMinorUnits">, minorUnits: number): boolean {
  return Number.isSafeInteger(head.collectedMinorUnits + minorUnits);
}

/** The instant at which a new entry is logged: now, but always later than the newest entry, even if clocks differ. */
export function nextLoggedAt(head: Pick<LedgerHead, "newestLoggedAt">, now: Date): string {
  const newest = head.newestLoggedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(head.newestLoggedAt);
  return new Date(Math.max(now.getTime(), newest + 1)).toISOString();
}
