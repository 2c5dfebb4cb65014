import type { Browser } from "playwright-core";
import { inFreshContext, openWatched, type Watch } from "./watched-page.ts";

/** The round-trip time of the network: a typical value for a server on the same continent. */
export const ROUND_TRIP_MILLISECONDS = 50;

/** The times of a dashboard. */
export interface Filled {
  /** From the first request to the end of the last response. */
  dataMilliseconds: number;
  /** From the start of the navigation until every card was painted with its total. */
  paintedMilliseconds: number;
  requests: number;
}

/** Opens a page of cards over a simulated network, and returns when all of them show a total. */
export function visitDashboard(
  browser: Browser,
  { url, cards }: { url: string; cards: number },
): Promise<Filled> {
  return inFreshContext(browser, async (page, context) => {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: ROUND_TRIP_MILLISECONDS,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    const paintedMilliseconds = await openWatched(page, { url, watch: watchFilling, given: cards });
    const asked = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith("/graphql"))
        .map((entry) => ({ from: entry.startTime, to: (entry as PerformanceResourceTiming).responseEnd })),
    );
    const dataMilliseconds =
      Math.max(...asked.map(({ to }) => to)) - Math.min(...asked.map(({ from }) => from));
    return { dataMilliseconds, paintedMilliseconds, requests: asked.length };
  });
}

/** Checks in every frame whether every card shows a total. */
const watchFilling: Watch<number, number> = (whenPainted, cards) =>
  whenPainted(() => {
    const lists = [...document.querySelectorAll("payment-list")];
    const full = lists.filter((list) => list.shadowRoot?.querySelector(".total")?.textContent?.trim());
    return full.length === cards;
  });
