import { type Amount, NOTHING, plus, type Terms, totalOf } from "./story-operations.ts";

/** What is known of a payment when it is logged. */
export interface ModelPayment {
  event: number;
  /** Signed. */
  amount: Amount;
  /** `NONE` on rows. */
  method: string;
  reference: string | null;
}

/** An entry of the model, or a row that is not in the ledger yet. */
export interface ModelEntry extends ModelPayment {
  id: string;
  kind: "PAYMENT" | "VOID" | "REFUND";
  status: "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";
  refunded: Amount;
  reverses: string | null;
  isInLedger: boolean;
}

/** The simplest ledger that follows the rules: a list, searched again for every question. */
export class LedgerModel {
  readonly entries: ModelEntry[] = [];
  readonly terms: (Terms & { event: number })[] = [];

  find(id: string): ModelEntry {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry) throw new Error(`The model has no entry ${id}.`);
    return entry;
  }

  of(event: number): ModelEntry[] {
    return this.entries.filter((entry) => entry.event === event);
  }

  termsOf(event: number): Terms[] {
    return this.terms.filter((terms) => terms.event === event);
  }

  hasLedger(event: number): boolean {
    return this.of(event).some(({ isInLedger }) => isInLedger) || this.termsOf(event).length > 0;
  }

  addRow(id: string, { event, minorUnits }: { event: number; minorUnits: number }): void {
    const amount = { ...NOTHING, FARE: minorUnits };
    this.#add("PAYMENT", { event, amount, method: "NONE", reference: null }, { id, isInLedger: false });
  }

  adopt(event: number): void {
    for (const entry of this.of(event)) entry.isInLedger = true;
  }

  /** The first call that could write to an event adopts its rows. Rows that appear later wait. */
  open(event: number): void {
    if (!this.hasLedger(event)) this.adopt(event);
  }

  log(id: string, payment: ModelPayment): void {
    this.#add("PAYMENT", payment, { id });
  }

  void(targetId: string, voidId: string): void {
    const target = this.find(targetId);
    const amount = plus(NOTHING, target.amount, -1);
    this.#add("VOID", { ...target, amount }, { id: voidId, reverses: targetId });
    target.status = "VOIDED";
    if (target.kind === "REFUND" && target.reverses) this.#giveBack(this.find(target.reverses), amount);
  }

  refund(targetId: string, refundId: string, given: Amount): void {
    const target = this.find(targetId);
    const amount = plus(NOTHING, given, -1);
    this.#add("REFUND", { ...target, amount, reference: null }, { id: refundId, reverses: targetId });
    this.#giveBack(target, amount);
  }

  correct(targetId: string, ids: { voidId: string; id: string }, replacement: ModelPayment): void {
    this.void(targetId, ids.voidId);
    this.find(targetId).status = "CORRECTED";
    this.log(ids.id, replacement);
  }

  #add(
    kind: ModelEntry["kind"],
    { event, amount, method, reference }: ModelPayment,
    other: Pick<ModelEntry, "id"> & Partial<ModelEntry>,
  ): void {
    const untouched = { status: "RECORDED" as const, refunded: NOTHING, reverses: null, isInLedger: true };
    this.entries.push({ kind, event, amount, method, reference, ...untouched, ...other });
  }

  /** Counts a refund of a payment, or the void of one, which has the other sign. */
  #giveBack(payment: ModelEntry, amount: Amount): void {
    payment.refunded = plus(payment.refunded, amount, -1);
    const isAll = totalOf(payment.refunded) === totalOf(payment.amount);
    const isNothing = totalOf(payment.refunded) === 0;
    payment.status = isNothing ? "RECORDED" : isAll ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
}
