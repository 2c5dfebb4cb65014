import { html, nothing } from "lit";
import type { ApiError } from "../api/api-error.ts";
import { toApiError } from "../api/api-error.ts";
import { CrewStateDocument } from "../api/generated/crew-state.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { adoptStyles } from "../shared/element-styles.ts";
import { PageWatch } from "../shared/page-watch.ts";
import { isOlderThan, type Moment, thisMoment } from "./moments.ts";
import { stateStyles } from "./payment-state.styles.ts";
import { drawBanner, drawFooter } from "./state-views.ts";
import { stateTexts } from "./texts.ts";
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

/** What the content needs of the element around it. */
export interface StateContentOptions {
  api: () => PaymentsApi;

  /** Seconds from one check to the next, as the page has set it. */
  interval: () => number;

  /** A check failed. */
  onError: (error: ApiError) => void;
}

/** What stands in `<payment-state>`, and the checks behind it. */
export class StateContent {
  readonly #host: ConnectedElement;
  readonly #options: StateContentOptions;
  readonly #check: QueryController<readonly [PaymentsApi, string], Check>;

  /** Whether somebody waits for the answer: then the one before is not shown meanwhile. */
  #isAskedByHand = false;
  #isTooOld = false;
  #askedAt: Moment | undefined;

  constructor(host: ConnectedElement, options: StateContentOptions) {
    this.#host = host;
    this.#options = options;
    this.#check = new QueryController(host, {
      args: () => (host.eventId ? ([options.api(), host.eventId] as const) : undefined),
      run: ([api, eventId]) => this.#ask(api, eventId),
      merge: withKnownEvent,
      onComplete: (check) => this.#onAnswer(check),
    });
    host.addController(new PageWatch({ onBeat: () => this.#onBeat(), onReturn: () => this.#onReturn() }));
    adoptStyles(host, stateStyles);
  }

  /** Checks anew. What is shown stays until the answer is there. */
  refresh(): void {
    void this.#check.refresh();
  }

  /** Draws the newest verdict, as far as it still holds. */
  draw() {
    this.#noticeAge();
    const { eventId } = this.#host;
    const { value } = this.#check;
    const check = this.#isAskedByHand ? undefined : value;
    const verdict = judge({ eventId, check, isTooOld: this.#isTooOld });
    return html`
      <div role="group" aria-label=${stateTexts.groupLabel(value?.event?.title ?? null)}>
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
    this.#isAskedByHand = false;
    if (error) this.#options.onError(error);
  }

  readonly #onCheckClick = () => {
    this.#isAskedByHand = true;
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
    const isTooOld = value !== undefined && isOlderThan(GOOD_FOR_SECONDS, value.askedAt);
    if (isTooOld !== this.#isTooOld) this.#host.requestUpdate();
    this.#isTooOld = isTooOld;
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
    const interval = this.#options.interval();
    const wanted = Number.isFinite(interval) ? interval : DEFAULT_INTERVAL_SECONDS;
    return Math.min(Math.max(wanted, SHORTEST_INTERVAL_SECONDS), LONGEST_INTERVAL_SECONDS);
  }
}
