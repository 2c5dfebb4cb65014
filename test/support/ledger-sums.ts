import type { LedgerModel, ModelEntry } from "./ledger-model.ts";
import { type Amount, NOTHING, plus, totalOf } from "./story-operations.ts";

/** Sums of entries, added up one by one. */
export interface ModelSums {
  purposes: Amount;
  /** The number of active payments. */
  active: number;
  /** The total of each method, and its number of active payments. */
  methods: Record<string, [number, number]>;
}

const isActive = ({ kind, status }: ModelEntry) =>
  kind === "PAYMENT" && status !== "VOIDED" && status !== "CORRECTED";

/** Adds up entries. */
export function addUp(entries: readonly ModelEntry[]): ModelSums {
  const methods: ModelSums["methods"] = {};
  for (const { method } of entries) {
    const own = entries.filter((entry) => entry.method === method);
    methods[method] = [
      own.reduce((sum, { amount }) => sum + totalOf(amount), 0),
      own.filter(isActive).length,
    ];
  }
  const purposes = entries.reduce((sum, { amount }) => plus(sum, amount), NOTHING);
  return { purposes, active: entries.filter(isActive).length, methods };
}

/** What counts for an event: the entries of its ledger, or the rows of an event that has none yet. */
export function sumsOf(model: LedgerModel, event: number): ModelSums {
  const hasLedger = model.hasLedger(event);
  return addUp(model.of(event).filter(({ isInLedger }) => isInLedger || !hasLedger));
}

/** What the fare collected means under the newest terms: the payment state, the balance and the credit in minor units. */
export function standingOf(model: LedgerModel, event: number) {
  const terms = model.termsOf(event).at(-1);
  if (!terms) return { paymentState: "UNKNOWN", clearToDepart: false, balanceDue: null, credit: null };
  const { FARE } = sumsOf(model, event).purposes;
  const clearToDepart = FARE >= terms.agreedTotal;
  const isSecured = FARE >= (terms.deposit ?? 1);
  const paymentState = clearToDepart ? "PAID_IN_FULL" : isSecured ? "DEPOSIT_RECEIVED" : "TENTATIVE";
  const balanceDue = Math.max(terms.agreedTotal - FARE, 0);
  return { paymentState, clearToDepart, balanceDue, credit: Math.max(FARE - terms.agreedTotal, 0) };
}

/** Whether an active payment of an event has a reference that is the same to the ledger. */
export function isInUse(
  model: LedgerModel,
  event: number,
  asked: Pick<ModelEntry, "method" | "reference">,
): boolean {
  return model.of(event).some((entry) => isActive(entry) && foldedOf(entry) === foldedOf(asked));
}

/** A method and reference as they are compared: letters and digits, and check numbers without zeros before them. */
export function foldedOf({ method, reference }: Pick<ModelEntry, "method" | "reference">): string | null {
  const text = reference?.toLowerCase().replace(/[^a-z0-9]/g, "") ?? null;
  return text && `${method} ${method === "CHECK" ? text.replace(/^0+/, "") : text}`;
}
