import type { ReactiveController } from "lit";
import type { NewsReader, NewsType } from "./take-news.ts";

/** A record, so that a type that is missing here does not compile. */
const NEWS: Record<NewsType, true> = {
  "payment-logged": true,
  "payment-close": true,
  "payment-voided": true,
  "payment-refunded": true,
  "payment-corrected": true,
  "payment-terms-set": true,
};

const NEWS_TYPES = Object.keys(NEWS) as NewsType[];

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
