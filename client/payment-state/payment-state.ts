import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { errorTexts } from "../api/error-texts.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { textLanguage } from "../shared/language.ts";
import type { StateContent } from "./state-content.ts";

/** The pause before another attempt to load the rest of this element. */
const TRY_AGAIN_AFTER_MS = 10_000;

/**
 * Shows the crew whether they may depart, and nothing else: no amount, no patron, not even that there is a payment. It needs only
 * an API key with the scope `state:read`.
 *
 * It is green only while the last check said so and is at most five minutes old. The first failed check removes the green. It
 * checks at an interval, when the page becomes visible and when the network is back, and pauses while the page is
 * hidden. A cancelled event is never green, whatever was paid.
 *
 * ```html
 * <payment-state event-id="2026-06-14-rivera-sunset" endpoint="/graphql" interval="120"></payment-state>
 * ```
 *
 * @element payment-state
 * @attr {string} event-id - The dispatch tool's event id.
 * @attr {string} endpoint - URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`.
 * @attr {number} interval - Seconds between checks, 5 to 240. Default: 60.
 * @prop {() => string | Promise<string>} getToken - Returns the credential. Default: the provider's. Never an attribute.
 * @prop {typeof fetch} fetch - The page's own `fetch`. Default: the provider's.
 * @fires payment-error - A check failed: `{ code, message, requestId }`.
 * @csspart base - The whole content.
 * @csspart banner - The banner. It also has one of the next four parts, by its state.
 * @csspart clear - The banner that allows departure.
 * @csspart stop - The banner that forbids it.
 * @csspart unsure - The banner after a failed check.
 * @csspart checking - The banner before the first result.
 * @csspart icon - The shape in the banner.
 * @csspart headline - The large text.
 * @csspart sentence - The sentence below it.
 * @csspart reason - Why the check failed.
 * @csspart event - The event.
 * @csspart title - Its title.
 * @csspart date - When it starts, in the reader's time zone.
 * @csspart footer - The part below the banner.
 * @csspart checked - When it was checked.
 * @csspart check-button - The button "Check again".
 * @cssprop --payment-clear - Fill of the banner that allows departure.
 * @cssprop --payment-on-clear - Color of text on `--payment-clear`.
 * @cssprop --payment-stop - Fill of the banner that forbids it.
 * @cssprop --payment-on-stop - Color of text on `--payment-stop`.
 * @cssprop --payment-unsure - Fill of the banner after a failed check.
 * @cssprop --payment-on-unsure - Color of text on `--payment-unsure`.
 * @cssprop --payment-accent - Color of focus.
 * @cssprop --payment-surface - Background of controls.
 * @cssprop --payment-sunken - Background a shade deeper, and of the banner before the first result.
 * @cssprop --payment-text - Color of text outside the banner.
 * @cssprop --payment-border - Color of lines.
 * @cssprop --payment-control-border - Color of the lines around controls.
 * @cssprop --payment-radius - Corner radius; the banner's is twice as large.
 * @cssprop --payment-font - Font family.
 */
export class PaymentState extends ConnectedElement {
  static override styles = elementStyles();

  @property({ type: Number }) interval = 60;

  /** The message shown while the banner's code is not loaded. */
  @state() private fault = "";

  #content: StateContent | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#retry);
  }

  /** Checks again. The current state stays until the result arrives. */
  refresh(): void {
    this.#content?.refresh();
  }

  protected override render() {
    return html`
      <div part="base" class="base" lang=${textLanguage()}>
        ${this.#content?.draw() ?? html`<p role="alert">${this.fault || nothing}</p>`}
      </div>
    `;
  }

  /** Loaded separately, so that pages without this element do not load it. */
  async #load(): Promise<void> {
    if (this.#content) return;
    try {
      const { StateContent } = await import("./state-content.ts");
      this.#content ??= new StateContent(this, {
        api: () => this.api,
        interval: () => this.interval,
        onError: (error) => this.announceError(error),
      });
      this.requestUpdate();
    } catch {
      this.fault = `${errorTexts.askBeforeDeparting} ${errorTexts.partMissing}`;
      if (this.isConnected) this.#retry = setTimeout(() => this.#load(), TRY_AGAIN_AFTER_MS);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-state": PaymentState;
  }
}
