import { css, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { errorTexts } from "../api/error-texts.ts";
import { type EventAnswer, mayLog } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import { DialogElement, type DialogHead } from "../dialog/dialog-element.ts";
import { dialogTexts } from "../dialog/dialog-texts.ts";
import { drawDeadEnd, drawLoading } from "../dialog/dialog-view.ts";
import { openerTexts } from "../dialog/opener-texts.ts";
import { loadWaitingList } from "../outbox/waiting-part.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { PaymentCloseEvent } from "../shared/events.ts";
import type { LogPaymentForm } from "./log-payment-form.ts";
import type { ModalContent, Outcome } from "./modal-content.ts";
import { installOpenRequests, offerModal } from "./open-requests.ts";

/** For developers of the page, so it is not translated. */
const OPENED_WITHOUT_EVENT =
  "<payment-modal> was opened without an event: Pass an event id to open(), or set the attribute event-id.";

/**
 * The form that logs a payment, in a native dialog.
 *
 * It stays open until the server has answered. An attempt whose response was lost and its retry are one payment, even if the
 * form was closed in between: the draft is kept for the event until the payment is stored.
 *
 * The amount is the fare. A tip for the crew and a security deposit have fields of their own, which are shown when they are
 * wanted, and are added to it.
 *
 * One modal serves all lists under the same `<payment-provider>` and any element with `data-payment-open="EVENT_ID"`. A button
 * can also reference it by `commandfor`, with the command `--open` (its `value` is the event's id) or `--close`. If the page has
 * none, a list creates its own.
 *
 * ```html
 * <payment-provider endpoint="/graphql">
 *   <button type="button" data-payment-open="2026-06-14-rivera-sunset">Log payment</button>
 *   <payment-modal></payment-modal>
 * </payment-provider>
 * ```
 *
 * @element payment-modal
 * @attr {string} event-id - The dispatch tool's event id, for `open()` without an argument.
 * @attr {boolean} open - Whether the dialog is open. Reflected; can be set to open it.
 * @attr {string} endpoint - URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`.
 * @prop {() => string | Promise<string>} getToken - Returns the credential. Default: the provider's. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. Default: the provider's.
 * @prop {boolean} isOpen - The property of the attribute `open`; `open` itself is the method.
 * @fires payment-before-submit - The validated input is about to be sent as `detail`. Cancel it to send nothing.
 * @fires payment-logged - The payment is stored: `{ payment, event, replayed }`.
 * @fires payment-kept - There was no response; the payment is kept on this device and sent automatically: `{ eventId, idempotencyKey }`.
 * @fires payment-error - There was no response, or the server failed: `{ code, message, requestId }`.
 * @fires payment-toast - A short message for the user: `{ message, tone }`. Cancel it to show the message yourself.
 * @fires payment-close - The dialog was closed: `{ eventId, outcome }`. `outcome` is `logged`, `kept`, `nothing` or `unknown`.
 * @csspart base - The whole content.
 * @csspart dialog - The dialog itself.
 * @csspart header - Heading and close button.
 * @csspart heading - The heading.
 * @csspart event-title - The title of the event.
 * @csspart close-button - The button that closes the dialog.
 * @csspart body - The scrolling part.
 * @csspart suggestions - Suggested patrons of the event.
 * @csspart suggestion - One suggestion.
 * @csspart field - A field with its label and fault.
 * @csspart extras-button - "Add a tip or a security deposit", which shows the fields for both.
 * @csspart extras - The fields for a tip and a security deposit.
 * @csspart sum - How the fields add up.
 * @csspart method - A payment method.
 * @csspart fault - The fault of a field.
 * @csspart existing - The existing entry that a question is about.
 * @csspart alert - The message about the form as a whole.
 * @csspart footer - The buttons.
 * @csspart submit-button - "Log payment".
 * @csspart cancel-button - "Cancel".
 * @csspart confirm-button - "Log anyway", or "Log this as a separate payment".
 * @csspart decline-button - "Go back", or close and keep the earlier payment.
 * @cssprop --payment-accent - Color of the main button, of the selection and of focus.
 * @cssprop --payment-on-accent - Color of text on the main button.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper.
 * @cssprop --payment-text - Color of text.
 * @cssprop --payment-muted - Color of secondary text.
 * @cssprop --payment-border - Color of lines.
 * @cssprop --payment-control-border - Color of the lines around controls.
 * @cssprop --payment-danger - Color of errors.
 * @cssprop --payment-warning - Color of warnings.
 * @cssprop --payment-warning-surface - Background of warnings.
 * @cssprop --payment-radius - Corner radius.
 * @cssprop --payment-font - Font family.
 * @cssprop --payment-modal-width - Width of the dialog on wide screens.
 */
export class PaymentModal extends DialogElement {
  // Until the content is loaded there is only one sentence, for which the browser's dialog styles suffice.
  static override styles = elementStyles(css`
    :host,
    .base {
      display: contents;
    }
  `);

  @property({ type: Boolean, attribute: "open", reflect: true }) isOpen = false;

  /** Why the form cannot be shown, if its code could not be loaded. */
  @state() private loadFault = "";

  readonly #event = new QueryController<readonly [PaymentsApi, string], EventAnswer>(this, {
    args: () => (this.isOpen && this.eventId ? ([this.api, this.eventId] as const) : undefined),
    run: async ([api, eventId], signal) => knownEvent(api, eventId) ?? api.events.load(eventId, signal),
    onComplete: () => this.#begin(),
    onError: (error) => this.announceError(error),
  });

  #content: ModalContent | undefined;
  #withdraw: (() => void) | undefined;
  #outcome: Outcome | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("command", this.#onCommand);
    installOpenRequests();
    this.#withdraw = offerModal(this);
    prefetch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#withdraw?.();
    this.isOpen = false;
  }

  /** Opens the form for an event, by default that of `event-id`. While a result is pending, it shows that form again. */
  open(eventId?: string): void {
    if (!this.isPending) {
      this.eventId = eventId || this.eventId;
      if (!this.eventId) throw new Error(OPENED_WITHOUT_EVENT);
      if (this.#form?.subject?.event.id !== this.eventId) this.#form?.leave();
    }
    this.isOpen = true;
  }

  /** Closes the form. Its draft is kept until the payment is logged. Does nothing while a result is pending. */
  close(): void {
    if (!this.isPending) this.isOpen = false;
  }

  /** Submits the form as its button does: with validation, and only once. Does nothing while it is closed. */
  submit(): void {
    if (this.isOpen) this.#form?.submit();
  }

  /** Fetches the form's data again. */
  refresh(): void {
    if (this.loadFault) void this.#load();
    void this.#event.refresh();
  }

  protected readonly shownBy = "isOpen";

  protected get isShown(): boolean {
    return this.isOpen;
  }

  protected get isPending(): boolean {
    return Boolean(this.#form?.isPending);
  }

  /** The form continues while the dialog is closed. */
  protected override onNativeClose(): void {
    this.isOpen = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!changed.has("isOpen")) return;
    if (this.isOpen && !this.#content) void this.#load();
    if (!this.isOpen && changed.get("isOpen")) this.#announceClose();
  }

  protected head(): DialogHead {
    return {
      heading: openerTexts.logPayment,
      eventTitle: this.#form?.subject?.event.title ?? this.eventId,
    };
  }

  protected drawContent() {
    const { value, error } = this.#event;
    const fault = this.#form?.subject ? "" : error?.message || this.loadFault;
    if (fault) return this.#drawDeadEnd(fault);
    return this.#content?.draw(value) ?? drawLoading(dialogTexts.loading);
  }

  #drawDeadEnd(sentence: string) {
    return drawDeadEnd({ sentence, onClose: () => this.close(), onRetry: () => this.refresh() });
  }

  async #load(): Promise<void> {
    this.loadFault = "";
    const loaded = await loadContent().catch(() => undefined);
    if (!loaded) {
      this.loadFault = errorTexts.partMissing;
      return;
    }
    this.#content ??= new loaded.ModalContent(this, {
      api: () => this.api,
      voice: () => this.#voice,
      drawDeadEnd: (sentence) => this.#drawDeadEnd(sentence),
      close: (outcome) => this.#closeWith(outcome),
    });
    this.#begin();
    this.requestUpdate();
  }

  #begin(): void {
    const { value } = this.#event;
    if (this.isOpen && value) this.#content?.begin(value);
  }

  async #closeWith(outcome?: Outcome): Promise<void> {
    if (this.isOpen) this.#outcome = outcome;
    if (outcome) this.isOpen = false;
    else this.close();
    await this.updateComplete;
  }

  #announceClose(): void {
    const outcome = this.#outcome ?? (this.#form?.isUnanswered ? "unknown" : "nothing");
    this.#outcome = undefined;
    if (!this.isPending) this.#form?.leave();
    this.#voice.dispatchEvent(new PaymentCloseEvent({ eventId: this.eventId, outcome }));
  }

  /** Handles a button of the page: `<button commandfor="ID" command="--open" value="EVENT_ID">`. */
  readonly #onCommand = (event: Event) => {
    const { command, source } = event as Event & { command: string; source: Element | null };
    if (command === "--open") this.open(source instanceof HTMLButtonElement ? source.value : undefined);
    if (command === "--close") this.close();
  };

  get #form(): LogPaymentForm | undefined {
    return this.#content?.form;
  }

  /** A result can arrive after the page has removed the element; it must still be announced. */
  get #voice(): Element {
    return this.isConnected ? this : document.documentElement;
  }
}

/** Loads the dialog's content. Separate from the element, because most pages show many lists before someone logs a payment. */
const loadContent = () => import("./modal-content.ts");

/** Preloads it when the page is idle: the network may be gone when it is needed. */
function prefetch(): void {
  const load = () => void Promise.all([loadContent(), loadWaitingList()]).catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 2_000 });
  else setTimeout(load, 200);
}

/** The event as a card on the page has already fetched it, so that the form opens immediately. */
function knownEvent(api: PaymentsApi, eventId: string): EventAnswer | undefined {
  const known = api.events.latest(eventId);
  return known?.event && mayLog(known) ? known : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-modal": PaymentModal;
  }
}
