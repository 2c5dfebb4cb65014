import type { ReactiveController } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { adoptStyles } from "../shared/element-styles.ts";
import { PaymentOpenEvent } from "../shared/events.ts";
import { PageWatch } from "../shared/page-watch.ts";
import { announceLogged } from "./announce-logged.ts";
import { restoreDraft } from "./drafts.ts";
import { formOfInput } from "./form-of-input.ts";
import type { KeptPayment } from "./kept-payment.ts";
import { type Outbox, outboxOf } from "./outbox.ts";
import { forget, onChange } from "./outbox-store.ts";
import { outboxTexts } from "./texts.ts";
import { waitingStyles } from "./waiting.styles.ts";
import { drawCount, drawWaiting } from "./waiting-view.ts";

/** Shows an event's kept payments in its list, and sends them when the network is back. */
export class WaitingList implements ReactiveController {
  readonly #host: ConnectedElement;
  readonly #api: () => PaymentsApi;
  #payments: readonly KeptPayment[] = [];
  #asked: string | undefined;
  #outbox: Outbox | undefined;
  #leave: (() => void) | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ConnectedElement, api: () => PaymentsApi) {
    this.#host = host;
    this.#api = api;
    adoptStyles(host, waitingStyles);
    host.addController(
      new PageWatch({ onBeat: () => undefined, onReturn: () => void this.#outbox?.flush() }),
    );
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = onChange(() => void this.#read());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#leave?.();
    this.#outbox = undefined;
  }

  /** A different client means a different caller, whose kept payments can be sent now. */
  hostUpdated(): void {
    const outbox = outboxOf(this.#api());
    if (outbox === this.#outbox) return;
    this.#outbox = outbox;
    this.#leave?.();
    this.#leave = outbox.join(this.#host, (logged) => announceLogged(this.#host, logged, outboxTexts.sent));
    void this.#read();
    void outbox.flush();
  }

  /** Draws the waiting payments, or their number if nobody is signed in. Undefined if there are none. */
  draw(answer: EventAnswer | undefined, { isSignedOut }: { isSignedOut: boolean }) {
    if (this.#payments.length === 0) return undefined;
    if (isSignedOut) return drawCount(this.#payments.length);
    return drawWaiting({
      ...{ payments: this.#payments, answer, asked: this.#asked },
      onSend: () => void this.#outbox?.flush(),
      onLook: (payment) => this.#look(payment),
      onAsk: (key) => this.#ask(key),
      onDiscard: ({ key }) => void forget(key),
    });
  }

  async #read(): Promise<void> {
    const all = (await this.#outbox?.list()) ?? [];
    const before = this.#payments.length;
    this.#payments = all.filter(({ input }) => input.eventId === this.#host.eventId);
    this.#host.requestUpdate();
    // Another tab may have sent it; this tab does not show the entry yet.
    if (this.#payments.length < before && navigator.onLine) this.#host.refresh();
  }

  #ask(key: string | undefined): void {
    this.#asked = key;
    this.#host.requestUpdate();
  }

  /** Reopens it in the form with its key, where the server's question is asked. */
  #look({ key, input }: KeptPayment): void {
    const { endpoint } = this.#api();
    const { eventId, typedAt = null } = input;
    restoreDraft({ endpoint, eventId }, { values: formOfInput(input), idempotencyKey: key, typedAt });
    this.#host.dispatchEvent(new PaymentOpenEvent({ eventId }));
  }
}
