import type { LitElement, ReactiveController } from "lit";
import { type Connection, DEFAULT_ENDPOINT } from "../api/connection.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { sharedApi } from "../api/shared-api.ts";
import { closestProvider } from "./closest-provider.ts";
import type { PaymentProvider } from "./payment-provider.ts";

/** An element that can be told itself where the server is. */
export type Connectable = LitElement & Partial<Connection>;

/** Finds out which client an element uses: told by its own properties first, by the provider around it next. */
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

  /** The client to use now. Another one when any of the connection's parts has changed. */
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

  /** Another client is noticed by the update itself; asking on top of it would ask twice. */
  #refresh(): void {
    if (this.api === this.#drawnWith) this.#onRefresh();
    else this.#host.requestUpdate();
  }
}
