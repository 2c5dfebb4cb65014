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
const MIN_INTERVAL_SECONDS = 5;

/** Leaves time for the next result before the shown one is too old. */
const MAX_INTERVAL_SECONDS = 240;

/** One lost response must not leave the crew without a result for long. */
const PAUSE_AFTER_FAILURE_SECONDS = 15;

/** A request has timed out by then, unless the page's own `fetch` never ends. */
const MAX_CHECK_SECONDS = 35;

/** A page that becomes visible also gets the focus: one check, not two. */
const SAME_RETURN_SECONDS = 1;

/** What the content needs from its element. */
export interface StateContentOptions {
  api: () => PaymentsApi;

  /** Seconds between checks, as the page has set it. */
  interval: () => number;

  /** Called after a failed check. */
  onError: (error: ApiError) => void;
}

/** The content of `<payment-state>`, and its checks. */
export class StateContent {
  readonly #host: ConnectedElement;
  readonly #options: StateContentOptions;
  readonly #check: QueryController<readonly [PaymentsApi, string], Check>;

  /** Whether a person has asked for a check: the previous result is then hidden until the new one arrives. */
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

  /** Checks again. The current state stays until the result arrives. */
  refresh(): void {
    void this.#check.refresh();
  }

  /** Draws the last verdict, if it is still valid. */
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

  /** Never throws: a failure is a result, too, and stays until the next one. */
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

  /** The pause between checks. A refused key is not retried until someone looks. */
  get #pauseSeconds(): number {
    const { value } = this.#check;
    if (this.#isPending) return MAX_CHECK_SECONDS;
    if (value && isRefused(value)) return Number.POSITIVE_INFINITY;
    return value?.error
      ? Math.min(PAUSE_AFTER_FAILURE_SECONDS, this.#intervalSeconds)
      : this.#intervalSeconds;
  }

  get #intervalSeconds(): number {
    const interval = this.#options.interval();
    const wanted = Number.isFinite(interval) ? interval : DEFAULT_INTERVAL_SECONDS;
    return Math.min(Math.max(wanted, MIN_INTERVAL_SECONDS), MAX_INTERVAL_SECONDS);
  }
}
