import type { ReactiveController } from "lit";
import type { NewsReader, NewsType } from "./take-news.ts";

const HEARD = [
  "payment-logged",
  "payment-close",
  "payment-voided",
  "payment-refunded",
  "payment-corrected",
  "payment-terms-set",
] as const satisfies readonly NewsType[];

/**
 * Takes over what other elements of the page say about an event's payments, from the server's answer that they carry. What
 * does so is loaded with the first of them: most who look at payments change none.
 */
export class LedgerNews implements ReactiveController {
  readonly #list: NewsReader;

  constructor(list: NewsReader) {
    this.#list = list;
  }

  /** Captured on the document: what speaks may be anywhere, and the page may stop its events on their way up. */
  hostConnected(): void {
    for (const type of HEARD) document.addEventListener(type, this.#onNews, { capture: true });
  }

  hostDisconnected(): void {
    for (const type of HEARD) document.removeEventListener(type, this.#onNews, { capture: true });
  }

  readonly #onNews = async (news: GlobalEventHandlersEventMap[NewsType]) => {
    const loaded = await import("./take-news.ts").catch(() => undefined);
    if (loaded) loaded.takeNews(news as Event & { type: NewsType }, this.#list);
    else void this.#list.refresh();
  };
}
