import type { Browser } from "playwright-core";
import { launchChromium } from "../../test/support/chromium.ts";
import { loadManyPayments } from "../../test/support/many-payments.ts";
import { compare, type Figure, latency, type Row } from "../measure/rows.ts";
import { type Rounds, takeTurns } from "../measure/take-turns.ts";
import { ROUND_TRIP_MILLISECONDS, visitDashboard } from "../support/dashboard-visits.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { cards, type Page } from "../support/page-variants.ts";
import { startPaymentsSite } from "../support/payments-site.ts";
import type { Table } from "./table.ts";

const ROUNDS = 7;
const CARDS = 200;
const PAYMENTS_EACH = 3;
const FEWER_REQUESTS = 20;
const FASTER = 5;
const NAMES = { together: "ours", alone: "a request a card" } as const;

/** Whether a page of many cards asks once for all of them. */
export const dashboard: Table = {
  number: 3,
  title: `A dashboard of ${CARDS} cards`,
  about:
    `From the start of the navigation until all ${CARDS} cards are painted with their totals and ${PAYMENTS_EACH} payments each, in Chromium ` +
    `over HTTP/1.1 and a network of ${ROUND_TRIP_MILLISECONDS} ms there and back: our elements within one provider, which asks once for all ` +
    "of them, against the same elements, each within a provider of its own, which asks for itself. Server and table are the same.",
  async measure(tell) {
    const table = await startLedgerTable();
    const stops: (() => unknown)[] = [() => table.stop()];
    try {
      const loaded = await loadManyPayments(table, { payments: CARDS * PAYMENTS_EACH, events: CARDS });
      const eventIds = [...new Set(loaded.map(({ eventId }) => eventId))];
      await Promise.all(eventIds.map((id) => table.putEvent(id)));
      const shown = { folder: "dist/client", eventIds };
      const pages = [
        { ...cards("together", { ...shown, isEachAlone: false }), title: NAMES.together },
        { ...cards("alone", { ...shown, isEachAlone: true }), title: NAMES.alone },
      ];
      const site = await startPaymentsSite(table, pages);
      stops.push(() => site.stop());
      const browser = await launchChromium();
      stops.push(() => browser.close());
      const requests = new Map<string, number[]>();
      const rounds = await takeTurns(
        pages.map((page) => ({
          name: page.title,
          round: () => fill(browser, { page, url: site.urlOf(page), requests }),
        })),
        { rounds: ROUNDS, tell },
      );
      return toRows(rounds, requests);
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  },
};

async function fill(
  browser: Browser,
  { page, url, requests }: { page: Page & { title: string }; url: string; requests: Map<string, number[]> },
) {
  const filled = await visitDashboard(browser, { url, cards: CARDS });
  requests.set(page.title, [...(requests.get(page.title) ?? []), filled.requests]);
  return { milliseconds: [filled.milliseconds], elapsedMilliseconds: filled.milliseconds };
}

function toRows(rounds: Rounds, requests: Map<string, number[]>): Row[] {
  const time = (variant: string) => latency(variant, rounds.get(variant) ?? []);
  const asked = (variant: string): Figure => {
    // The first round only warmed up.
    const counted = requests.get(variant)?.slice(1) ?? [];
    return { variant, unit: "requests", value: counted[0] ?? Number.NaN, rounds: counted };
  };
  return [
    compare(
      {
        id: "3-requests",
        name: `requests until all cards are there (${FEWER_REQUESTS} × fewer)`,
        goal: { is: "at most", ratio: 1 / FEWER_REQUESTS },
      },
      [asked(NAMES.together), asked(NAMES.alone)],
    ),
    compare(
      {
        id: "3-time",
        name: `time until all cards are there (${FASTER} × faster)`,
        goal: { is: "at most", ratio: 1 / FASTER },
      },
      [time(NAMES.together), time(NAMES.alone)],
    ),
  ];
}
