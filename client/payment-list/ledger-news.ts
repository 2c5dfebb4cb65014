import type { ReactiveController } from "lit";
import type { NewsReader, NewsType } from "./take-news.ts";

const NEWS_TYPES = [
  "payment-logged",
  "payment-close",
  "payment-voided",
  "payment-refunded",
  "payment-corrected",
  "payment-terms-set",
] as const satisfies readonly NewsType[];

/**
 * Applies other elements' events about a ledger, which carry the server's result, to a list. The code for it is loaded on the first
 * event, because most viewers change nothing.
 */
export class LedgerNews implements ReactiveController {
  readonly #list: NewsReader;

  constructor(list: NewsReader) {
    this.#list = list;
  }

  /** Listens on the document in the capture phase: the source may be anywhere, and the page may stop its events. */
  hostConnected(): void {
    for (const type of NEWS_TYPES) document.addEventListener(type, this.#onNews, { capture: true });
  }

  hostDisconnected(): void {
    for (const type of NEWS_TYPES) document.removeEventListener(type, this.#onNews, { capture: true });
  }

  readonly #onNews = async (news: GlobalEventHandlersEventMap[NewsType]) => {
    const loaded = await import("./take-news.ts").catch(() => undefined);
    if (loaded) loaded.takeNews(news as Event & { type: NewsType }, this.#list);
    else void this.#list.refresh();
  };
}
