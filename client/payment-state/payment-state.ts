import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { toApiError } from "../api/api-error.ts";
import { CrewStateDocument } from "../api/generated/graphql.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { stateTexts } from "../shared/texts.ts";
import { buttonStyles, tokens } from "../shared/tokens.ts";
import { isOlderThan, type Moment, thisMoment } from "./moments.ts";
import { PageWatch } from "./page-watch.ts";
import { stateStyles } from "./payment-state.styles.ts";
import { drawBanner, drawFooter } from "./state-views.ts";
import { type Check, GOOD_FOR_SECONDS, isRefused, judge, withKnownEvent } from "./verdict.ts";

const DEFAULT_INTERVAL_SECONDS = 60;
const SHORTEST_INTERVAL_SECONDS = 5;

/** Leaves time for the next answer to come before the one that is shown is too old. */
const LONGEST_INTERVAL_SECONDS = 240;

/** One lost answer should not leave the crew without an answer for long. */
const PAUSE_AFTER_FAILURE_SECONDS = 15;

/** A request has been given up by then, unless the page's own `fetch` never ends. */
const LONGEST_CHECK_SECONDS = 35;

/** Pages come back into view and into focus at once: one reason to ask, not two. */
const SAME_RETURN_SECONDS = 1;

/**
 * Tells the crew whether they may depart, and nothing else: no amount, no patron, not that there is a payment. An API key
 * with the scope `state:read` is all that it needs.
 *
 * It is green only while the newest check said so, and that check is at most five minutes old. The first failed check takes
 * green away. It checks again at an interval, when the page is looked at again and when the network is back, and rests while
 * the page is hidden.
 *
 * ```html
 * <payment-state event-id="2026-06-14-rivera-sunset" endpoint="/graphql" interval="120"></payment-state>
 * ```
 *
 * @element payment-state
 * @attr {string} event-id - The dispatch tool's event id.
 * @attr {string} endpoint - URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given.
 * @attr {number} interval - Seconds from one check to the next, 5 to 240. 60 unless given.
 * @prop {() => string | Promise<string>} getToken - Gives the credential. The provider's unless given. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. The provider's unless given.
 * @fires payment-error - A check failed: `{ code, message, requestId }`.
 * @csspart base - Everything.
 * @csspart banner - What the crew is told. It is also one of the next four parts, by what it says.
 * @csspart clear - The banner that lets depart.
 * @csspart stop - The banner that does not.
 * @csspart unsure - The banner when nobody can tell.
 * @csspart checking - The banner before the answer.
 * @csspart icon - The shape in the banner.
 * @csspart headline - The large words.
 * @csspart sentence - What follows them.
 * @csspart reason - Why it could not be checked.
 * @csspart event - Which event it is about.
 * @csspart title - Its title.
 * @csspart date - When it starts, in the reader's zone.
 * @csspart footer - What is below the banner.
 * @csspart checked - When it was checked.
 * @csspart check-button - The button "Check again".
 * @cssprop --payment-clear - Fill of the banner that lets depart.
 * @cssprop --payment-on-clear - Colour of text on `--payment-clear`.
 * @cssprop --payment-stop - Fill of the banner that does not.
 * @cssprop --payment-on-stop - Colour of text on `--payment-stop`.
 * @cssprop --payment-unsure - Fill of the banner when nobody can tell.
 * @cssprop --payment-on-unsure - Colour of text on `--payment-unsure`.
 * @cssprop --payment-accent - Colour of focus.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper, and of the banner before the answer.
 * @cssprop --payment-text - Colour of text outside the banner.
 * @cssprop --payment-border - Colour of lines.
 * @cssprop --payment-control-border - Colour of the lines around controls.
 * @cssprop --payment-radius - Radius of corners; the banner's is twice as large.
 * @cssprop --payment-font - Font family.
 */
export class PaymentState extends ConnectedElement {
  static override styles = [tokens, buttonStyles, stateStyles];

  @property({ type: Number }) interval = DEFAULT_INTERVAL_SECONDS;

  /** Whether somebody waits for the answer: then the one before is not shown meanwhile. */
  @state() private isAskedByHand = false;

  @state() private isTooOld = false;

  #askedAt: Moment | undefined;

  readonly #check = new QueryController<readonly [PaymentsApi, string], Check>(this, {
    args: () => (this.eventId ? ([this.api, this.eventId] as const) : undefined),
    run: ([api, eventId]) => this.#ask(api, eventId),
    merge: withKnownEvent,
    onComplete: (check) => this.#onAnswer(check),
  });

  constructor() {
    super();
    this.addController(new PageWatch({ onBeat: () => this.#onBeat(), onReturn: () => this.#onReturn() }));
  }

  /** Checks anew. What is shown stays until the answer is there. */
  refresh(): void {
    void this.#check.refresh();
  }

  protected override willUpdate(): void {
    this.#noticeAge();
  }

  protected override render() {
    const { eventId, isTooOld } = this;
    const { value } = this.#check;
    const verdict = judge({ eventId, check: this.isAskedByHand ? undefined : value, isTooOld });
    return html`
      <div part="base" role="group" aria-label=${stateTexts.groupLabel(value?.event?.title ?? null)}>
        ${drawBanner(verdict, value?.event ?? null)}
        ${eventId ? drawFooter({ check: value, onCheck: this.#onCheckClick }) : nothing}
      </div>
    `;
  }

  /** Never throws: a failure is an answer too, and stays until there is another. */
  async #ask(api: PaymentsApi, eventId: string): Promise<Check> {
    const askedAt = thisMoment();
    this.#askedAt = askedAt;
    try {
      const { event } = await api.query(CrewStateDocument, { eventId });
      return { askedAt, event };
    } catch (thrown) {
      return { askedAt, event: null, error: toApiError(thrown) };
    }
  }

  #onAnswer({ error }: Check): void {
    this.isAskedByHand = false;
    if (error) this.announceError(error);
  }

  readonly #onCheckClick = () => {
    this.isAskedByHand = true;
    this.refresh();
  };

  #onBeat(): void {
    if (this.#isAskedLongerAgoThan(this.#pauseSeconds)) this.refresh();
    this.#noticeAge();
  }

  #onReturn(): void {
    if (!this.#isPending || this.#isAskedLongerAgoThan(SAME_RETURN_SECONDS)) this.refresh();
  }

  #noticeAge(): void {
    const { value } = this.#check;
    this.isTooOld = value !== undefined && isOlderThan(GOOD_FOR_SECONDS, value.askedAt);
  }

  #isAskedLongerAgoThan(seconds: number): boolean {
    return this.#askedAt !== undefined && isOlderThan(seconds, this.#askedAt);
  }

  get #isPending(): boolean {
    return this.#check.status === "pending";
  }

  /** From one check to the next. A key that was refused is not tried again until somebody looks. */
  get #pauseSeconds(): number {
    const { value } = this.#check;
    if (this.#isPending) return LONGEST_CHECK_SECONDS;
    if (value && isRefused(value)) return Number.POSITIVE_INFINITY;
    return value?.error
      ? Math.min(PAUSE_AFTER_FAILURE_SECONDS, this.#intervalSeconds)
      : this.#intervalSeconds;
  }

  get #intervalSeconds(): number {
    const wanted = Number.isFinite(this.interval) ? this.interval : DEFAULT_INTERVAL_SECONDS;
    return Math.min(Math.max(wanted, SHORTEST_INTERVAL_SECONDS), LONGEST_INTERVAL_SECONDS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-state": PaymentState;
  }
}
