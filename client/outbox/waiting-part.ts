import type { ReactiveController } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { isFlagRaised } from "./waiting-flag.ts";
import type { WaitingList } from "./waiting-list.ts";

/** Loads what shows payments that are kept on the device. */
export const loadWaitingList = () => import("./waiting-list.ts");

/** Brings what is kept on the device into a list. As long as nothing is, nothing of it is loaded. */
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

  /** Draws what waits for this event. Undefined where nothing does. */
  draw(answer: EventAnswer | undefined, state: { isSignedOut: boolean }) {
    return this.#list?.draw(answer, state);
  }

  /** Another tab may have raised it. */
  readonly #onFlag = () => {
    if (!this.#list && isFlagRaised()) void this.#load();
  };

  readonly #load = async () => {
    // Tried again at the next sign that something is kept.
    const { WaitingList } = await loadWaitingList().catch(() => ({ WaitingList: undefined }));
    if (WaitingList) this.#list ??= new WaitingList(this.#host, this.#api);
    this.#host.requestUpdate();
  };
}
