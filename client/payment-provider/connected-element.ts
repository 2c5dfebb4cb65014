import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { ApiError } from "../api/api-error.ts";
import type { GetToken } from "../api/connection.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { announceError } from "../shared/events.ts";
import { LanguageController } from "../shared/language.ts";
import { ConnectionController } from "./connection-controller.ts";

/** What the elements that show something of an event have in common: its id, and a way to the server. */
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

  /** Fetches anew what is shown. */
  abstract refresh(): void;

  /** The client that this element's connection stands for. */
  protected get api(): PaymentsApi {
    return this.#connection.api;
  }

  /** Tells the page of an accident. */
  protected announceError(error: ApiError): void {
    announceError(this, error);
  }
}
