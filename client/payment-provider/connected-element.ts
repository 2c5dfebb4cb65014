import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { ApiError } from "../api/api-error.ts";
import type { GetToken } from "../api/connection.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { announceError } from "../shared/events.ts";
import { LanguageController } from "../shared/language.ts";
import { ConnectionController } from "./connection-controller.ts";

/** The base of elements that show an event: its id, and the connection to the server. */
export abstract class ConnectedElement extends LitElement {
  @property({ attribute: "event-id" }) eventId = "";

  @property() endpoint?: string;

  @property({ attribute: false }) getToken?: GetToken;

  @property({ attribute: false }) fetch?: typeof globalThis.fetch;

  readonly #connection = new ConnectionController(this, () => this.refresh());

  constructor() {
    super();
    new LanguageController(this);
  }

  /** Fetches the shown data again. */
  abstract refresh(): void;

  /** The client for this element's connection. */
  protected get api(): PaymentsApi {
    return this.#connection.api;
  }

  /** Fires `payment-error`. */
  protected announceError(error: ApiError): void {
    announceError(this, error);
  }
}
