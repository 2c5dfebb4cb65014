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

/** Whether a page of many cards sends one request for all of them. */
export const dashboard: Table = {
  number: 3,
  title: `A dashboard of ${CARDS} cards`,
  about:
    `${CARDS} cards with their totals and ${PAYMENTS_EACH} payments each, in Chromium over HTTP/1.1, which allows six concurrent ` +
    `requests, and a network with a round trip of ${ROUND_TRIP_MILLISECONDS} ms: our elements in one provider, which sends one request for all ` +
    "of them, against the same elements, each in its own provider with its own request. Server and table are the same. The time " +
    "of the first data is from the first request to the end of the last response; until the cards are painted, both also load the page " +
    "and draw the same number of cards.",
  measure: (report) =>
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
        { rounds: ROUNDS, report },
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
          name: `until the data of all cards has arrived (${FASTER} × faster)`,
          goal: { is: "at most", ratio: 1 / FASTER },
        },
        figures("ms", ({ dataMilliseconds }) => dataMilliseconds),
      ),
      `Our single request needs ${2 * CARDS} queries of the table, for the entries and companions of each card, which one process ` +
        "makes: according to a CPU profile, three quarters of the server's time are spent in the SDK, with or without a request per card.",
    ),
    show(
      { id: "3-painted", name: "until all cards are painted, including the page" },
      figures("ms", ({ paintedMilliseconds }) => paintedMilliseconds),
    ),
  ];
}
