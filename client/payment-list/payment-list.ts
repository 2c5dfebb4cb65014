import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, toApiError } from "../api/api-error.ts";
import { errorTexts } from "../api/error-texts.ts";
import { type DashboardEvent, type EventAnswer, isAdmin, mayLog } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { MoreEntriesDocument } from "../api/generated/more-entries.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import { dialogOf } from "../dialog/dialog-of.ts";
import { WaitingPart } from "../outbox/waiting-part.ts";
import { installOpenRequests } from "../payment-modal/open-requests.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { PaymentOpenEvent } from "../shared/events.ts";
import { textLanguage } from "../shared/language.ts";
import { LedgerNews } from "./ledger-news.ts";
import { withFreshPage, withOlderPage } from "./ledger-pages.ts";
import { DEFAULT_INTERVAL_SECONDS, LedgerWatch } from "./ledger-watch.ts";
import {
  drawEntries,
  drawFailure,
  drawLogButton,
  drawMessage,
  drawMore,
  drawSkeleton,
  type MoreState,
} from "./list-views.ts";
import { MailWatch } from "./mail-watch.ts";
import { listStyles } from "./payment-list.styles.ts";
import { drawMeter, drawSummary, drawTotal } from "./summary-view.ts";
import { listTexts } from "./texts.ts";
import { drawToolbar } from "./toolbar.ts";

/** Entries further down are not part of a refresh, so waiting for their mail would never end. */
const REFRESHED_ENTRIES = 20;

/**
 * What has been collected for one event, and every entry behind it.
 *
 * All lists of a page that share a connection are fetched by one request. A payment logged anywhere on the page
 * is drawn from the answer of the server, without asking again.
 *
 * ```html
 * <payment-list event-id="2026-06-14-rivera-sunset" endpoint="/graphql">
 *   <a slot="actions" href="/events/2026-06-14-rivera-sunset">Details</a>
 * </payment-list>
 * ```
 *
 * @element payment-list
 * @attr {string} event-id - The dispatch tool's event id.
 * @attr {string} endpoint - URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given.
 * @attr {number} interval - Seconds from one look for changes to the next, at least 5. 60 unless given; 0 for none.
 * @prop {() => string | Promise<string>} getToken - Gives the credential. The provider's unless given. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. The provider's unless given.
 * @fires payment-open - "Log payment" was pressed. Cancel it to open something else than `<payment-modal>`.
 * @fires payment-error - The payments could not be fetched: `{ code, message, requestId }`.
 * @fires payment-toast - A sentence for a moment: `{ message, tone }`. Cancel it to show it in the page's own way.
 * @fires payment-voided - An admin took an entry back: `{ payment, reversal, event, replayed }`. Fired by the dialog that the list
 *   opens, which stands in the `<payment-provider>` around where there is one: listen there, or on the document.
 * @fires payment-refunded - An admin gave money back, in the same dialog: `{ payment, reversal, event, replayed }`.
 * @fires payment-corrected - An admin replaced a payment, in the same dialog:
 *   `{ original, replacement, event, originalEvent, replayed }`.
 * @slot toolbar - Beside the button "Log payment", for buttons of the page.
 * @slot empty - Instead of "No payments yet."
 * @slot error - Instead of the sentence about what failed.
 * @slot footer - Below the payments.
 * @csspart base - Everything.
 * @csspart header - Total, summary and actions.
 * @csspart total - The total collected.
 * @csspart agreed-total - Of how much it was collected, when terms are set.
 * @csspart meter - Collected of agreed as a bar, with the deposit marked on it.
 * @csspart balance - What is still owed, or what was paid beyond it.
 * @csspart summary - The number of payments.
 * @csspart methods - The totals by method.
 * @csspart terms-button - The button "Set terms" or "Edit terms", for admins.
 * @csspart settlement-button - The button "Settlement".
 * @csspart log-button - The button "Log payment".
 * @csspart waiting - Payments that are kept on this device, waiting to be sent.
 * @csspart entries - The list of entries.
 * @csspart entry - One entry.
 * @csspart patron - Who paid.
 * @csspart amount - How much.
 * @csspart badge - What an entry is or has become, e.g. "Voided".
 * @csspart reference - Check number, confirmation number or the like.
 * @csspart remark - Notes and reasons.
 * @csspart history - What a payment was before it was corrected, and what took it back.
 * @csspart mail - The state of the mails.
 * @csspart entry-button - The button "More" of an entry, for admins.
 * @csspart message - The sentence shown when there are no entries to show.
 * @csspart more-button - The button "Load more".
 * @cssprop --payment-accent - Colour of the main button and of focus.
 * @cssprop --payment-on-accent - Colour of text on the main button.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper.
 * @cssprop --payment-text - Colour of text.
 * @cssprop --payment-muted - Colour of secondary text.
 * @cssprop --payment-border - Colour of lines.
 * @cssprop --payment-control-border - Colour of the lines around controls.
 * @cssprop --payment-success - Colour of what went well.
 * @cssprop --payment-warning - Colour of what needs attention.
 * @cssprop --payment-warning-surface - Background of what needs attention.
 * @cssprop --payment-danger - Colour of what went wrong.
 * @cssprop --payment-danger-surface - Background of what went wrong.
 * @cssprop --payment-radius - Radius of corners.
 * @cssprop --payment-font - Font family.
 */
export class PaymentList extends ConnectedElement {
  static override styles = elementStyles(...listStyles);

  @property({ type: Number }) interval = DEFAULT_INTERVAL_SECONDS;

  @state() private more: MoreState = "idle";

  @state() private isPartMissing = false;

  readonly #event = new QueryController<readonly [PaymentsApi, string], EventAnswer>(this, {
    args: () => (this.eventId ? ([this.api, this.eventId] as const) : undefined),
    run: ([api, eventId], signal) => api.events.load(eventId, signal),
    merge: (shown, fresh) => ({ ...fresh, event: joined(shown.event, fresh.event) }),
    onComplete: () => this.#ledger.restart(),
    onError: (error) => this.announceError(error),
  });

  readonly #refreshQuietly = () => this.#event.refresh({ quiet: true });

  readonly #ledger = new LedgerWatch(this, {
    intervalSeconds: () => this.interval,
    isReady: () => this.#mayLook,
    hasFailed: () => this.#event.error !== undefined,
    look: () => this.#look(),
  });

  readonly #waiting = new WaitingPart(this, () => this.api);

  readonly #mails = new MailWatch(this, {
    isPending: () => hasMailOnItsWay(this.#event.value?.event),
    refresh: this.#refreshQuietly,
  });

  constructor() {
    super();
    this.addController(
      new LedgerNews({
        eventId: () => this.eventId,
        shown: () => this.#event.value?.event,
        change: (change) => this.#change(change),
        refresh: this.#refreshQuietly,
        awaitMails: () => this.#mails.restart(),
      }),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    installOpenRequests();
  }

  /** Fetches the payments anew. What is shown stays until the answer is there. */
  refresh(): void {
    void this.#event.refresh();
  }

  protected override render() {
    const { status, value } = this.#event;
    const label = listTexts.groupLabel(value?.event?.title ?? null);
    return html`
      <div part="base" class="base" lang=${textLanguage()} role="group" aria-label=${label} aria-busy=${status === "pending"}>
        ${this.#drawState()}
        <slot name="footer"></slot>
      </div>
    `;
  }

  #drawState() {
    const { status, value, error } = this.#event;
    if (error?.isUnauthenticated) return html`${drawMessage(listTexts.signedOut)} ${this.#drawWaiting()}`;
    if (error?.isForbidden) return drawMessage(listTexts.forbidden);
    if (value && !value.event) return drawMessage(listTexts.unknownEvent);
    if (value?.event) return this.#drawEvent(value.event, value);
    if (status !== "error") return this.eventId ? drawSkeleton() : nothing;
    const failure = drawFailure({
      what: listTexts.failed,
      why: error?.message,
      onRetry: () => this.refresh(),
    });
    return html`${failure} ${this.#drawWaiting()}`;
  }

  #drawWaiting() {
    const { value, error } = this.#event;
    return this.#waiting.draw(value, { isSignedOut: Boolean(error?.isUnauthenticated) }) ?? nothing;
  }

  #drawEvent(event: DashboardEvent, answer: EventAnswer) {
    const isStale = this.#event.status === "error";
    return html`
      <div part="header" class="header">
        ${drawTotal(event)}
        <div class="actions">
          <slot name="toolbar"></slot>
          ${drawToolbar(event, { answer, list: this, onLoad: this.#load })}
          ${mayLog(answer) ? drawLogButton(event, this.#onLogClick) : nothing}
        </div>
      </div>
      ${drawMeter(event)} ${event.lastSequence > 0 || event.paymentCount > 0 ? drawSummary(event, answer) : nothing}
      ${isStale ? drawFailure({ what: listTexts.stale, onRetry: () => this.refresh() }) : nothing}
      ${this.isPartMissing ? drawFailure({ what: errorTexts.partMissing }) : nothing}
      ${this.#drawWaiting()}
      ${drawEntries(event, { ...answer, eventId: event.id, onActions: isAdmin(answer) ? this.#onActions : null })}
      ${event.payments.pageInfo.hasNextPage ? drawMore(this.more, this.#onMoreClick) : nothing}
    `;
  }

  /** A credential that is refused is not tried again until the page gives another one. */
  get #mayLook(): boolean {
    const { status, value, error } = this.#event;
    const isRefused = error?.isUnauthenticated || error?.isForbidden;
    return status !== "pending" && !isRefused && (value !== undefined || error !== undefined);
  }

  /** What has not changed is neither fetched nor drawn again. */
  async #look(): Promise<void> {
    const { value, error } = this.#event;
    const isFailed = !value || error !== undefined;
    const hasChanged =
      isFailed || (await this.api.events.hasChanged(this.eventId, value.event).catch(() => null));
    // Where the look itself fails, the whole question fails as well, and what is shown says that it may be old.
    if (hasChanged !== false) await this.#event.refresh({ quiet: hasChanged === true });
  }

  readonly #onLogClick = () => {
    this.dispatchEvent(new PaymentOpenEvent({ eventId: this.eventId }));
  };

  readonly #onMoreClick = async () => {
    if (this.more === "pending") return;
    const { api, eventId } = this;
    const after = this.#event.value?.event?.payments.pageInfo.endCursor;
    this.more = "pending";
    const answer = await api.query(MoreEntriesDocument, { eventId, after }).catch(toApiError);
    this.more = answer instanceof ApiError ? "failed" : "idle";
    if (answer instanceof ApiError) return this.announceError(answer);
    const { event } = answer;
    if (event && eventId === this.eventId) this.#change((shown) => withOlderPage(shown, event.payments));
  };

  /** Loaded when it is first used: most who look at payments change none. */
  readonly #onActions = async (entry: EntryFragment) => {
    const answer = this.#event.value;
    if (!answer) return;
    const onMailQueued = () => {
      this.#mails.restart();
      this.#refreshQuietly();
    };
    await this.#load(async () => {
      const { PaymentActions } = await import("../payment-actions/payment-actions.ts");
      const dialog = dialogOf(this, { name: "payment-actions", from: PaymentActions });
      dialog.open({ entry, answer, onMailQueued });
    });
  };

  readonly #load = async (part: () => Promise<void>) => {
    try {
      await part();
      this.isPartMissing = false;
    } catch {
      this.isPartMissing = true;
    }
  };

  #change(change: (shown: DashboardEvent) => DashboardEvent): void {
    this.#event.update((answer) => ({ ...answer, event: answer.event && change(answer.event) }));
  }
}

function joined(shown: DashboardEvent | null, fresh: DashboardEvent | null): DashboardEvent | null {
  return shown && fresh ? withFreshPage(shown, fresh) : fresh;
}

function hasMailOnItsWay(event: DashboardEvent | null | undefined): boolean {
  const refreshed = event?.payments.nodes.slice(0, REFRESHED_ENTRIES) ?? [];
  return refreshed.some(
    ({ notification, receipt }) => notification.status === "PENDING" || receipt?.status === "PENDING",
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-list": PaymentList;
  }
}
