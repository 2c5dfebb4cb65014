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

/** Later entries are not refreshed, so waiting for their mails would never end. */
const REFRESHED_ENTRIES = 20;

/**
 * The total collected for an event, and all entries of its ledger.
 *
 * All lists of a page that share a connection are fetched in one request. A payment that is logged anywhere on the page is
 * drawn from the server's result, without another request.
 *
 * ```html
 * <payment-list event-id="2026-06-14-rivera-sunset" endpoint="/graphql">
 *   <a slot="actions" href="/events/2026-06-14-rivera-sunset">Details</a>
 * </payment-list>
 * ```
 *
 * @element payment-list
 * @attr {string} event-id - The dispatch tool's event id.
 * @attr {string} endpoint - URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`.
 * @attr {number} interval - Seconds between checks for changes, at least 5. Default: 60; 0 disables them.
 * @prop {() => string | Promise<string>} getToken - Returns the credential. Default: the provider's. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. Default: the provider's.
 * @fires payment-open - "Log payment" was pressed. Cancel it to open something other than `<payment-modal>`.
 * @fires payment-error - The payments could not be fetched: `{ code, message, requestId }`.
 * @fires payment-toast - A short message for the user: `{ message, tone }`. Cancel it to show the message yourself.
 * @fires payment-voided - An admin voided an entry: `{ payment, reversal, event, replayed }`. Fired by the dialog that the list opens,
 *   which is in the enclosing `<payment-provider>` if there is one: listen there or on the document.
 * @fires payment-refunded - An admin logged a refund in that dialog: `{ payment, reversal, event, replayed }`.
 * @fires payment-corrected - An admin corrected a payment in that dialog:
 *   `{ original, replacement, event, originalEvent, replayed }`.
 * @slot toolbar - Next to the button "Log payment", for buttons of the page.
 * @slot empty - Replaces "No payments yet."
 * @slot error - Replaces the message about a failure.
 * @slot footer - Below the payments.
 * @csspart base - The whole content.
 * @csspart header - Total, summary and actions.
 * @csspart total - The total collected.
 * @csspart agreed-total - The agreed total, if terms are set.
 * @csspart meter - A bar of the fare's share of the agreed total, with a mark for the deposit.
 * @csspart balance - The balance due, or the credit. Only fare counts.
 * @csspart summary - The number of payments.
 * @csspart purposes - The totals by purpose, if there is a tip or a security deposit.
 * @csspart methods - The totals by method.
 * @csspart terms-button - The button "Set terms" or "Edit terms", for admins.
 * @csspart settlement-button - The button "Settlement".
 * @csspart log-button - The button "Log payment".
 * @csspart waiting - Payments that are kept on this device until they are sent.
 * @csspart entries - The list of entries.
 * @csspart entry - One entry.
 * @csspart patron - Who paid.
 * @csspart amount - The amount.
 * @csspart badge - The kind or status of an entry, e.g. "Voided".
 * @csspart reference - A check number, confirmation number or similar.
 * @csspart parts - What an amount contains besides fare, e.g. "incl. $180.00 tip".
 * @csspart remark - Notes and reasons.
 * @csspart history - The previous versions of a corrected payment, and its void.
 * @csspart mail - The status of the mails.
 * @csspart entry-button - The button "More" of an entry, for admins.
 * @csspart message - The message when there are no entries.
 * @csspart more-button - The button "Load more".
 * @cssprop --payment-accent - Color of the main button and of focus.
 * @cssprop --payment-on-accent - Color of text on the main button.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper.
 * @cssprop --payment-text - Color of text.
 * @cssprop --payment-muted - Color of secondary text.
 * @cssprop --payment-border - Color of lines.
 * @cssprop --payment-control-border - Color of the lines around controls.
 * @cssprop --payment-success - Color of success.
 * @cssprop --payment-warning - Color of warnings.
 * @cssprop --payment-warning-surface - Background of warnings.
 * @cssprop --payment-danger - Color of errors.
 * @cssprop --payment-danger-surface - Background of errors.
 * @cssprop --payment-radius - Corner radius.
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

  /** Fetches the payments again. The current ones stay until the response arrives. */
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
      ${drawMeter(event)} ${event.payments.nodes.length > 0 ? drawSummary(event, answer) : nothing}
      ${isStale ? drawFailure({ what: listTexts.stale, onRetry: () => this.refresh() }) : nothing}
      ${this.isPartMissing ? drawFailure({ what: errorTexts.partMissing }) : nothing}
      ${this.#drawWaiting()}
      ${drawEntries(event, { ...answer, eventId: event.id, onActions: isAdmin(answer) ? this.#onActions : null })}
      ${event.payments.pageInfo.hasNextPage ? drawMore(this.more, this.#onMoreClick) : nothing}
    `;
  }

  /** A refused credential is not retried until the page sets another one. */
  get #mayLook(): boolean {
    const { status, value, error } = this.#event;
    const isRefused = error?.isUnauthenticated || error?.isForbidden;
    return status !== "pending" && !isRefused && (value !== undefined || error !== undefined);
  }

  /** Unchanged data is neither fetched nor drawn again. */
  async #look(): Promise<void> {
    const { value, error } = this.#event;
    const isFailed = !value || error !== undefined;
    const hasChanged =
      isFailed || (await this.api.events.hasChanged(this.eventId, value.event).catch(() => null));
    // If the check fails, the full query probably fails, too, and the list then shows that it may be out of date.
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

  /** Loaded on first use, because most viewers change nothing. */
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
