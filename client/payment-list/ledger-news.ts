import type { ReactiveController } from "lit";
import type { DashboardEvent } from "../api/event-answer.ts";
import type {
  PaymentCloseEvent,
  PaymentCorrectedEvent,
  PaymentLoggedEvent,
  PaymentRefundedEvent,
  PaymentTermsSetEvent,
  PaymentVoidedEvent,
} from "../shared/events.ts";
import { lacksEntries, withChanges, withLoggedPayment } from "./ledger-pages.ts";

/** The list that news is for. */
export interface LedgerNewsOptions {
  eventId: () => string;

  /** What it shows of the event. */
  shown: () => DashboardEvent | null | undefined;

  /** Shows something else, where anything is shown. */
  change: (change: (shown: DashboardEvent) => DashboardEvent) => void;

  /** Fetches the event anew without saying so. */
  refresh: () => Promise<void>;

  /** Looks out for the mails of what was just stored. */
  awaitMails: () => void;
}

/** Takes over what other elements of the page say about an event's payments, from the server's answer that they carry. */
export class LedgerNews implements ReactiveController {
  readonly #list: LedgerNewsOptions;

  constructor(list: LedgerNewsOptions) {
    this.#list = list;
  }

  hostConnected(): void {
    this.#eachHeard((type, listener) => document.addEventListener(type, listener, { capture: true }));
  }

  hostDisconnected(): void {
    this.#eachHeard((type, listener) => document.removeEventListener(type, listener, { capture: true }));
  }

  /** Captured on the document: what speaks may be anywhere, and the page may stop its events on their way up. */
  #eachHeard(visit: (type: string, listener: EventListener) => void): void {
    const heard = {
      "payment-logged": this.#onLogged,
      "payment-close": this.#onClose,
      "payment-voided": this.#onReversed,
      "payment-refunded": this.#onReversed,
      "payment-corrected": this.#onCorrected,
      "payment-terms-set": this.#onTermsSet,
    };
    for (const [type, listener] of Object.entries(heard)) visit(type, listener as EventListener);
  }

  readonly #onLogged = ({ detail }: PaymentLoggedEvent) => {
    const { eventId, shown, awaitMails, change, refresh } = this.#list;
    if (detail.event.id !== eventId()) return;
    const before = shown();
    awaitMails();
    change((event) => withLoggedPayment(event, detail));
    if (!before || lacksEntries(before, detail)) refresh();
  };

  readonly #onClose = ({ detail }: PaymentCloseEvent) => {
    const isUnknown = detail.outcome === "unknown" || detail.outcome === "kept";
    if (detail.eventId === this.#list.eventId() && isUnknown) this.#list.refresh();
  };

  readonly #onReversed = ({ detail }: PaymentVoidedEvent | PaymentRefundedEvent) => {
    const { event, payment, reversal } = detail;
    const { eventId, awaitMails, change } = this.#list;
    if (event.id !== eventId()) return;
    awaitMails();
    change((shown) => withChanges(shown, { event, changed: payment, added: [reversal] }));
  };

  readonly #onCorrected = ({ detail }: PaymentCorrectedEvent) => {
    const { event, originalEvent, original, replacement } = detail;
    const { eventId, awaitMails, change, refresh } = this.#list;
    const own = [event, originalEvent].find(({ id }) => id === eventId());
    if (!own) return;
    awaitMails();
    const added = own === event ? [replacement] : [];
    change((shown) => withChanges(shown, { event: own, changed: original, added }));
    // The void that stands between the two is not in the answer.
    refresh();
  };

  /** Others may have logged entries meanwhile: their sum is in the answer, they are not. */
  readonly #onTermsSet = ({ detail: { event } }: PaymentTermsSetEvent) => {
    const { eventId, shown, change, refresh } = this.#list;
    if (event.id !== eventId()) return;
    const before = shown();
    change((all) => ({ ...all, ...event }));
    if (before?.lastSequence !== event.lastSequence) refresh();
  };
}
