/** An entry of the model. */
export interface ModelEntry {
  id: string;
  event: number;
  kind: "PAYMENT" | "VOID" | "REFUND";
  minorUnits: number;
  method: string;
  status: "RECORDED" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED" | "CORRECTED";
  refunded: number;
  reverses: string | null;
}

/** An action of a person. `target` is an index into the entries that exist at that time. */
export type Operation =
  | { type: "log"; event: number; minorUnits: number; patron: number; method: "CASH" | "VENMO" }
  | { type: "void"; target: number }
  | { type: "refund"; target: number; minorUnits: number }
  | { type: "correct"; target: number; minorUnits: number; moveTo: number | null }
  | { type: "retry"; earlier: number };

/** The simplest ledger that follows the rules: a list, searched and added up again for every question. */
export class LedgerModel {
  readonly entries: ModelEntry[] = [];

  find(id: string): ModelEntry {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry) throw new Error(`The model has no entry ${id}.`);
    return entry;
  }

  /** The refusal that the rules require, or null if the operation is allowed. */
  refusalOf(operation: Operation, target: ModelEntry | undefined): string | null {
    if (operation.type === "log" || operation.type === "retry") return null;
    if (!target) return "PAYMENT_NOT_FOUND";
    if (target.kind === "VOID") return "NOT_REVERSIBLE";
    if (target.kind === "REFUND" && operation.type !== "void") return "NOT_REVERSIBLE";
    if (target.status === "VOIDED" || target.status === "CORRECTED") return "ALREADY_REVERSED";
    if (target.refunded > 0 && operation.type !== "refund") return "REFUND_STANDING";
    if (operation.type === "refund" && operation.minorUnits > target.minorUnits - target.refunded) {
      return "REFUND_EXCEEDS_PAYMENT";
    }
    const isSame = operation.type === "correct" && operation.minorUnits === target.minorUnits;
    return isSame && (operation.moveTo ?? target.event) === target.event ? "INVALID_INPUT" : null;
  }

  log(
    id: string,
    { event, minorUnits, method }: { event: number; minorUnits: number; method: string },
  ): void {
    this.entries.push({
      id,
      event,
      kind: "PAYMENT",
      minorUnits,
      method,
      status: "RECORDED",
      refunded: 0,
      reverses: null,
    });
  }

  void(targetId: string, voidId: string): void {
    const target = this.find(targetId);
    target.status = "VOIDED";
    this.entries.push({
      ...target,
      id: voidId,
      kind: "VOID",
      minorUnits: 0 - target.minorUnits,
      status: "RECORDED",
      refunded: 0,
      reverses: targetId,
    });
    if (target.kind === "REFUND" && target.reverses)
      this.#refund(this.find(target.reverses), target.minorUnits);
  }

  refund(targetId: string, refundId: string, minorUnits: number): void {
    const target = this.find(targetId);
    this.#refund(target, minorUnits);
    this.entries.push({
      ...target,
      id: refundId,
      kind: "REFUND",
      minorUnits: -minorUnits,
      status: "RECORDED",
      refunded: 0,
      reverses: targetId,
    });
  }

  correct(
    targetId: string,
    ids: { voidId: string; id: string },
    { event, minorUnits }: { event: number; minorUnits: number },
  ): void {
    const target = this.find(targetId);
    this.void(targetId, ids.voidId);
    target.status = "CORRECTED";
    this.log(ids.id, { event, minorUnits, method: target.method });
  }

  /** The total of an event, the number of its active payments, and the total by method. */
  sums(event: number) {
    const own = this.entries.filter((entry) => entry.event === event);
    const collected = own.reduce((sum, entry) => sum + entry.minorUnits, 0);
    const active = own.filter(
      ({ kind, status }) => kind === "PAYMENT" && !["VOIDED", "CORRECTED"].includes(status),
    );
    const methods: Record<string, number> = {};
    for (const { method, minorUnits } of own) methods[method] = (methods[method] ?? 0) + minorUnits;
    return { collected, active: active.length, entries: own.length, methods };
  }

  #refund(payment: ModelEntry, minorUnits: number): void {
    payment.refunded += minorUnits;
    const partly = payment.refunded < payment.minorUnits ? "PARTIALLY_REFUNDED" : "REFUNDED";
    payment.status = payment.refunded === 0 ? "RECORDED" : partly;
  }
}
