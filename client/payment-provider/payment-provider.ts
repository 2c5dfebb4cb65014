import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Connection, DEFAULT_ENDPOINT, type GetToken } from "../api/connection.ts";

/**
 * Tells every payment element inside it, once, where the server is and who is asking.
 *
 * ```html
 * <payment-provider endpoint="/graphql">
 *   <payment-list event-id="2026-06-14-rivera-sunset"></payment-list>
 *   <payment-modal></payment-modal>
 * </payment-provider>
 * ```
 *
 * @element payment-provider
 * @attr {string} endpoint - URL of the GraphQL endpoint. `/graphql` unless given.
 * @prop {() => string | Promise<string>} getToken - Gives the credential for each request. Never an attribute: a token
 *   does not belong into the markup. Setting it again, also to the same function, fetches everything inside anew.
 * @prop {typeof fetch} fetch - The page's own `fetch`, when it wraps the browser's.
 * @slot - Whatever part of the page holds payment elements; they may be deep inside, and in shadow roots.
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

  /** @internal What elements inside are to use, unless they were told otherwise themselves. */
  get connection(): Connection {
    return { endpoint: this.endpoint, getToken: this.getToken, fetch: this.fetch };
  }

  /** Fetches everything shown inside anew. */
  refresh(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @internal Calls back whenever what is shown inside should be fetched anew. Returns how to stop that. */
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
