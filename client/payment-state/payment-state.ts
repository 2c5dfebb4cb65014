import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { errorTexts } from "../api/error-texts.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { textLanguage } from "../shared/language.ts";
import type { StateContent } from "./state-content.ts";

/** From one try to load the rest of this element to the next. */
const TRY_AGAIN_AFTER_MS = 10_000;

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
  static override styles = elementStyles();

  @property({ type: Number }) interval = 60;

  /** What it says itself, as long as what draws the banner is not there. */
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

  /** Checks anew. What is shown stays until the answer is there. */
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

  /** Pages that show no departure need not load what draws it. */
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
