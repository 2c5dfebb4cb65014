import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Connection, DEFAULT_ENDPOINT, type GetToken } from "../api/connection.ts";

/**
 * Sets the server's address and the credential for all payment elements inside it.
 *
 * ```html
 * <payment-provider endpoint="/graphql">
 *   <payment-list event-id="2026-06-14-rivera-sunset"></payment-list>
 *   <payment-modal></payment-modal>
 * </payment-provider>
 * ```
 *
 * @element payment-provider
 * @attr {string} endpoint - URL of the GraphQL endpoint. Default: `/graphql`.
 * @prop {() => string | Promise<string>} getToken - Returns the credential for each request. Never an attribute: a token does not
 *   belong in markup. Setting it again, even to the same function, fetches everything inside again.
 * @prop {typeof fetch} fetch - The page's own `fetch`, if it wraps the browser's.
 * @slot - The part of the page with payment elements, at any depth and in shadow roots.
 */
export class PaymentProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  @property() endpoint = DEFAULT_ENDPOINT;

  @property({ attribute: false, hasChanged: () => true }) getToken?: GetToken;

  @property({ attribute: false }) fetch?: typeof globalThis.fetch;

  readonly #listeners = new Set<() => void>();

  /** @internal The connection for elements inside, unless they have their own. */
  get connection(): Connection {
    return { endpoint: this.endpoint, getToken: this.getToken, fetch: this.fetch };
  }

  /** Fetches everything shown inside again. */
  refresh(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @internal Calls back whenever elements inside must fetch again. Returns a function that unsubscribes. */
  onRefresh(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected override updated(): void {
    this.refresh();
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-provider": PaymentProvider;
  }
}
