import type { LitElement, ReactiveController } from "lit";
import { type Connection, DEFAULT_ENDPOINT } from "../api/connection.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { sharedApi } from "../api/shared-api.ts";
import { closestProvider } from "./closest-provider.ts";
import type { PaymentProvider } from "./payment-provider.ts";

/** An element that may have its own connection properties. */
export type Connectable = LitElement & Partial<Connection>;

/** Determines an element's client: from its own properties, then from the enclosing provider. */
export class ConnectionController implements ReactiveController {
  readonly #host: Connectable;
  readonly #onRefresh: () => void;
  #provider: PaymentProvider | undefined;
  #drawnWith: PaymentsApi | undefined;
  #stopListening: (() => void) | undefined;

  constructor(host: Connectable, onRefresh: () => void) {
    this.#host = host;
    this.#onRefresh = onRefresh;
    host.addController(this);
  }

  /** The current client. It is a different one if any part of the connection has changed. */
  get api(): PaymentsApi {
    const around = this.#provider?.connection;
    return sharedApi({
      endpoint: this.#host.endpoint ?? around?.endpoint ?? DEFAULT_ENDPOINT,
      getToken: this.#host.getToken ?? around?.getToken,
      fetch: this.#host.fetch ?? around?.fetch,
    });
  }

  hostConnected(): void {
    this.#provider = closestProvider(this.#host);
    this.#stopListening = this.#provider?.onRefresh(() => this.#refresh());
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stopListening?.();
  }

  hostUpdate(): void {
    this.#drawnWith = this.api;
  }

  /** A changed client is handled by the update itself; refreshing in addition would fetch twice. */
  #refresh(): void {
    if (this.api === this.#drawnWith) this.#onRefresh();
    else this.#host.requestUpdate();
  }
}
