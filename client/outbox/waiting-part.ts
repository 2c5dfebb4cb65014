import type { ReactiveController } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { isFlagRaised } from "./waiting-flag.ts";
import type { WaitingList } from "./waiting-list.ts";

/** Loads the view of kept payments. */
export const loadWaitingList = () => import("./waiting-list.ts");

/** Adds kept payments to a list. Loads nothing as long as there are none. */
export class WaitingPart implements ReactiveController {
  readonly #host: ConnectedElement;
  readonly #api: () => PaymentsApi;
  #list: WaitingList | undefined;

  constructor(host: ConnectedElement, api: () => PaymentsApi) {
    this.#host = host;
    this.#api = api;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("payment-kept", this.#load);
    addEventListener("storage", this.#onFlag);
    this.#onFlag();
  }

  hostDisconnected(): void {
    document.removeEventListener("payment-kept", this.#load);
    removeEventListener("storage", this.#onFlag);
  }

  /** Draws the event's waiting payments. Undefined if there are none. */
  draw(answer: EventAnswer | undefined, state: { isSignedOut: boolean }) {
    return this.#list?.draw(answer, state);
  }

  /** Another tab may have set the flag. */
  readonly #onFlag = () => {
    if (!this.#list && isFlagRaised()) void this.#load();
  };

  readonly #load = async () => {
    // Retried at the next sign of a kept payment.
    const { WaitingList } = await loadWaitingList().catch(() => ({ WaitingList: undefined }));
    if (WaitingList) this.#list ??= new WaitingList(this.#host, this.#api);
    this.#host.requestUpdate();
  };
}
