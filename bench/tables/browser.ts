import type { Browser } from "playwright-core";
import { launchChromium } from "../../test/support/chromium.ts";
import { loadManyPayments } from "../../test/support/many-payments.ts";
import { compare, constant, explain, latency, type Row } from "../measure/rows.ts";
import { type Rounds, takeManyTurns, type Variant } from "../measure/take-turns.ts";
import { endingAll } from "../support/ending-all.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { buildPagePeer } from "../support/pages/page-peers.ts";
import { ours, type PageVariant, peer } from "../support/pages/page-variants.ts";
import { countLoadedBytes, visit } from "../support/pages/page-visits.ts";
import { type PaymentsSite, startPaymentsSite } from "../support/pages/payments-site.ts";
import type { Table } from "./table.ts";

const PAYMENTS = 1000;
/** The name that the loader gives its first event. */
const EVENT_ID = "charter-00000";
const FIRST_LINES = 20;
/** Loading all rows takes seconds. A turn is one visit. */
const TURNS = { firstPage: { rounds: 5, turns: 8 }, allPayments: { rounds: 3, turns: 3 } };

const MAX_BYTES = 0.25;
const MAX_TIME = 2;

interface Site {
  browser: Browser;
  site: PaymentsSite;
  variants: readonly PageVariant[];
  /** Payments and their reversals. */
  entries: number;
}

/** What an operator's phone loads, and how long it takes until the payments are readable. */
export const browser: Table = {
  number: 6,
  title: "In the browser",
  about:
    `The list and the form for an event of ${PAYMENTS.toLocaleString("en")} payments: our elements, the same in React with Apollo ` +
    "Client (`bench/peers/react-apollo`), and the same written by hand, without libraries (`bench/peers/hand-written`), built by one " +
    "bundler for production. Ours also shows terms, totals by method and history, keeps payments without a network and supports other " +
    "languages; the peers do not. Sizes are of all scripts and style sheets, gzipped. Times are from the start of the navigation, with nothing " +
    "cached and the processor slowed down fourfold, until the frame with the rows is painted; all rows are loaded page by page, the " +
    "button for more being pressed as soon as the previous page is shown.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      report(`loading ${PAYMENTS} payments, and building the peers`);
      await table.putEvents([EVENT_ID]);
      const loaded = await loadManyPayments(table, { payments: PAYMENTS, events: 1 });
      const variants = [
        ours("dist/client", EVENT_ID),
        peer("react-apollo", await buildPagePeer("react-apollo", "main.tsx"), EVENT_ID),
        peer("hand-written", await buildPagePeer("hand-written", "main.ts"), EVENT_ID),
      ];
      const site = toEnd(await startPaymentsSite(table, variants));
      const chromium = toEnd(await launchChromium());
      const all = { browser: chromium, site, variants, entries: loaded.length };
      return [...(await compareSizes(all)), ...(await compareTimes(all, report))];
    }),
};

async function compareSizes({ browser, site, variants }: Site): Promise<Row[]> {
  const loaded = new Map(
    await Promise.all(
      variants.map(
        async (variant) => [variant.name, await countLoadedBytes(browser, { site, variant })] as const,
      ),
    ),
  );
  const row = (id: string, name: string, part: "initial" | "withForm") => {
    const figure = (variant: string) => constant(variant, "bytes", loaded.get(variant)?.[part] ?? Number.NaN);
    return compare({ id, name, goal: { is: "at most", ratio: MAX_BYTES } }, [
      figure("ours"),
      figure("react-apollo"),
      figure("hand-written"),
    ]);
  };
  const { initial = 0, withForm = 0 } = loaded.get("ours") ?? {};
  return [
    row("6-size", "`payments.js`, and everything that a page of the peers loads, gzipped", "initial"),
    explain(
      row("6-size-with-form", "the same after the form was opened, gzipped", "withForm"),
      `Of ours, ${initial} bytes come with the page and ${withForm - initial} when the form is first opened: fields and dialog, and the code that ` +
        "keeps a payment on the device until it is sent. The peers have nothing like the latter, no terms, no totals by method, no history, no " +
        "second language and no themes, which ours has.",
    ),
  ];
}

async function compareTimes(all: Site, report: (progress: string) => void): Promise<Row[]> {
  const { firstPage, allPayments } = TURNS;
  const first = await takeManyTurns(toVariants(all, { isAll: false }), {
    ...firstPage,
    report: (progress) => report(`first page, ${progress}`),
  });
  const whole = await takeManyTurns(toVariants(all, { isAll: true }), {
    ...allPayments,
    report: (progress) => report(`all payments, ${progress}`),
  });
  return [
    toRow("6-first-page", "total and first page painted", first),
    toRow("6-all-payments", `all ${PAYMENTS.toLocaleString("en")} payments painted`, whole),
  ];
}

function toRow(id: string, name: string, rounds: Rounds): Row {
  const figure = (variant: string) => latency(variant, rounds);
  return compare({ id, name, goal: { is: "at most", ratio: MAX_TIME } }, [
    figure("ours"),
    figure("hand-written"),
    figure("react-apollo"),
  ]);
}

function toVariants({ browser, site, variants, entries }: Site, { isAll }: { isAll: boolean }): Variant[] {
  const wanted = isAll ? entries : FIRST_LINES;
  return variants.map((variant) => ({
    name: variant.name,
    async round() {
      const url = site.urlOf(variant);
      const { look } = variant;
      const { first, all, lines } = await visit(browser, { url, look, firstLines: FIRST_LINES, isAll });
      if (lines !== wanted) throw new Error(`${url} showed ${lines} lines instead of ${wanted}.`);
      const took = all ?? first;
      return { milliseconds: [took], elapsedMilliseconds: took };
    },
  }));
}
