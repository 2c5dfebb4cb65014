import { launchChromium } from "../../test/support/chromium.ts";
import { loadManyPayments } from "../../test/support/many-payments.ts";
import { compare, explain, type Figure, oncePerRound, type Row, show, type Unit } from "../measure/rows.ts";
import { type Rounds, roundsOf, takeTurns } from "../measure/take-turns.ts";
import { endingAll } from "../support/ending-all.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { type Filled, ROUND_TRIP_MILLISECONDS, visitDashboard } from "../support/pages/dashboard-visits.ts";
import { cards } from "../support/pages/page-variants.ts";
import { startPaymentsSite } from "../support/pages/payments-site.ts";
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
    `${CARDS} cards with their totals and ${PAYMENTS_EACH} payments each, in Chromium over HTTP/1.1, which lets six requests be under way ` +
    `at once, and a network of ${ROUND_TRIP_MILLISECONDS} ms there and back: our elements within one provider, which asks once for all ` +
    "of them, against the same elements, each within a provider of its own, which asks for itself. Server and table are the same. The time " +
    "of the first data is that from the first question to the end of the last answer; until the cards are painted, both also load the page " +
    "and draw as many cards.",
  measure: (tell) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      const loaded = await loadManyPayments(table, { payments: CARDS * PAYMENTS_EACH, events: CARDS });
      const eventIds = [...new Set(loaded.map(({ eventId }) => eventId))];
      await table.putEvents(eventIds);
      const shown = { folder: "dist/client", eventIds };
      const pages = [
        { ...cards("together", { ...shown, isEachAlone: false }), title: NAMES.together },
        { ...cards("alone", { ...shown, isEachAlone: true }), title: NAMES.alone },
      ];
      const site = toEnd(await startPaymentsSite(table, pages));
      const browser = toEnd(await launchChromium());
      const rounds = await takeTurns(
        pages.map((page) => ({
          name: page.title,
          round: () => visitDashboard(browser, { url: site.urlOf(page), cards: CARDS }),
        })),
        { rounds: ROUNDS, tell },
      );
      return toRows(rounds);
    }),
};

function toRows(rounds: Rounds<Filled>): Row[] {
  const figures = (unit: Unit, read: (seen: Filled) => number): [Figure, Figure] => {
    const figure = (name: string) => oncePerRound(name, unit, roundsOf(rounds, name).map(read));
    return [figure(NAMES.together), figure(NAMES.alone)];
  };
  return [
    compare(
      {
        id: "3-requests",
        name: `requests (${FEWER_REQUESTS} × fewer)`,
        goal: { is: "at most", ratio: 1 / FEWER_REQUESTS },
      },
      figures("requests", ({ requests }) => requests),
    ),
    explain(
      compare(
        {
          id: "3-first-data",
          name: `until the data of all cards is there (${FASTER} × faster)`,
          goal: { is: "at most", ratio: 1 / FASTER },
        },
        figures("ms", ({ dataMilliseconds }) => dataMilliseconds),
      ),
      `Behind our one request stand ${2 * CARDS} queries of the table, entries and what happened to them since for each card, which one process ` +
        "makes: by a CPU profile, three quarters of the server's time are the SDK's, with or without a request a card.",
    ),
    show(
      { id: "3-painted", name: "until all cards are painted, the page included" },
      figures("ms", ({ paintedMilliseconds }) => paintedMilliseconds),
    ),
  ];
}
