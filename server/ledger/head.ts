import { FIRST_PREVIOUS_HASH } from "./hash.ts";

/** What was collected by one method: the sum of its entries, and how many payments stand. */
export interface MethodSum {
  minorUnits: number;
  count: number;
}

/** The head of an event's ledger: its totals and its newest entry, so that no read has to add up. */
export interface LedgerHead {
  eventId: string;
  /** Fixed at the first write or at adoption. */
  currency: string;
  /** The number of the newest entry. */
  sequence: number;
  collectedMinorUnits: number;
  standingCount: number;
  /** By method; `NO_METHOD` for old rows. */
  methods: Record<string, MethodSum>;
  newestLoggedAt: string | null;
  newestHash: string;
  /** Whether the newest entry is an old row, whose key may stand anywhere. */
  newestIsAdopted: boolean;
  /** Whether old rows are still being adopted; until then the totals are not complete. */
  adopting: boolean;
  /** Sort key up to which old rows were adopted. */
  adoptedThrough: string | null;
}

/** The key under which old rows without a method are summed. */
export const NO_METHOD = "NONE";

/** The head of a ledger without entries. */
export function emptyHead(eventId: string, currency: string): LedgerHead {
  return {
    eventId,
    currency,
    sequence: 0,
    collectedMinorUnits: 0,
    standingCount: 0,
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
  /** Null when it cannot be represented: it is then counted nowhere. */
  minorUnits: number | null;
  method: string | null;
  /** 1 for a payment, -1 for the void of one that was counted, else 0. */
  standing: -1 | 0 | 1;
}

/** The sums of a head with one more entry in them. */
export function addPosting<
  Sums extends Pick<LedgerHead, "collectedMinorUnits" | "standingCount" | "methods">,
>(sums: Sums, { minorUnits, method, standing }: Posting): Sums {
  if (minorUnits === null) return sums;
  const name = method ?? NO_METHOD;
  const before = sums.methods[name] ?? { minorUnits: 0, count: 0 };
  const sum = { minorUnits: before.minorUnits + minorUnits, count: before.count + standing };
  return {
    ...sums,
    collectedMinorUnits: sums.collectedMinorUnits + minorUnits,
    standingCount: sums.standingCount + standing,
    methods: { ...sums.methods, [name]: sum },
  };
}

/** Whether the totals of a ledger stay exact when this is added: whole numbers below 2^53. */
export function staysExact(head: Pick<LedgerHead, "collectedMinorUnits">, minorUnits: number): boolean {
  return Number.isSafeInteger(head.collectedMinorUnits + minorUnits);
}

/** The instant at which a new entry is logged: now, but always after the newest one, whatever the clocks say. */
export function nextLoggedAt(head: Pick<LedgerHead, "newestLoggedAt">, now: Date): string {
  const newest = head.newestLoggedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(head.newestLoggedAt);
  return new Date(Math.max(now.getTime(), newest + 1)).toISOString();
}
