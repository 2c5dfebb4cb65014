import { loadManyPayments } from "../../test/support/many-payments.ts";
import { compare, latency, type Row } from "../measure/rows.ts";
import { type Rounds, takeManyTurns, type Variant } from "../measure/take-turns.ts";
import { askBare, askGraphql } from "../support/calls.ts";
import { endingAll } from "../support/ending-all.ts";
import { startFunctionProcess } from "../support/function-process.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { buildPeer, OUR_BUNDLE } from "../support/peers.ts";
import type { Table } from "./table.ts";

const ROUNDS = 5;
const TURNS_A_ROUND = 5;
const SIZES = [10, 1000, 10_000, 100_000] as const;
/** Adding up the largest takes seconds, and is not needed. */
const ADDED_UP = [10, 1000, 10_000] as const;
const READS = [
  { payments: 10, first: 10 },
  { payments: 100_000, first: 10 },
  ...[1000, 10_000, 100_000].map((payments) => ({ payments, first: 20 })),
];
const CALLS_A_TURN = 40;
const ADDED_UP_A_TURN = 1;

const COMPARED = 10_000;
const MAX_GROWTH = 1.15;
const FASTER = 50;

const inWords = (payments: number) => payments.toLocaleString("en");
const oursAt = (payments: number, first: number) => `newest ${first} of ${inWords(payments)}`;
const addedUpAt = (payments: number) => `${inWords(payments)} added up`;

/** Whether a card gets slower as its ledger grows. */
export const eventTotals: Table = {
  number: 2,
  title: "An event that grows",
  about:
    "`event` with its total and newest payments, from the built bundle, on events of 10 to 100,000 payments; against the simple approach, a bare " +
    "handler that reads all entries and adds them up (`bench/peers/bare-api`). Each runs in its own process, on the embedded engine without a stream. " +
    "One payment in twenty is voided. Comparisons with an event of 10 read 10 payments of both, others 20: a response of " +
    "twice the length takes longer on an event of any size.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      const eventIds = new Map<number, string>();
      for (const [place, payments] of SIZES.entries()) {
        report(`loading ${inWords(payments)} payments`);
        const [entry] = await loadManyPayments(table, { payments, events: 1, firstEvent: place });
        if (!entry) throw new Error("Nothing was loaded.");
        eventIds.set(payments, entry.eventId);
        await table.putEvents([entry.eventId]);
      }
      const eventOf = (payments: number) => eventIds.get(payments) ?? "";
      const ours = toEnd(await startFunctionProcess(OUR_BUNDLE, table.env));
      const bare = toEnd(await startFunctionProcess(await buildPeer("bare-api"), table.env));
      const { byId } = await askGraphql(ours);
      const variants: Variant[] = [
        ...READS.map(({ payments, first }) => ({
          name: oursAt(payments, first),
          round: () =>
            ours.run({
              events: Array.from({ length: CALLS_A_TURN }, () => byId.event(eventOf(payments), first)),
              callers: 1,
              contains: '"hasNextPage"',
            }),
        })),
        ...ADDED_UP.map((payments) => ({
          name: addedUpAt(payments),
          round: () =>
            bare.run({
              events: Array.from({ length: ADDED_UP_A_TURN }, () => askBare.addUp(eventOf(payments))),
              callers: 1,
              contains: '"totalCollected"',
            }),
        })),
      ];
      return toRows(await takeManyTurns(variants, { rounds: ROUNDS, turns: TURNS_A_ROUND, report }));
    }),
};

function toRows(rounds: Rounds): Row[] {
  const figure = (variant: string) => latency(variant, rounds);
  const goal = { is: "at most", ratio: MAX_GROWTH } as const;
  return [
    compare({ id: "2-growth-from-10", name: "100,000 payments against 10", goal }, [
      figure(oursAt(100_000, 10)),
      figure(oursAt(10, 10)),
    ]),
    compare({ id: "2-growth-from-1000", name: "100,000 payments against 1,000", goal }, [
      figure(oursAt(100_000, 20)),
      figure(oursAt(1000, 20)),
      figure(oursAt(10_000, 20)),
    ]),
    compare(
      {
        id: "2-added-up",
        name: `${inWords(COMPARED)} payments against adding them up (${FASTER} × faster)`,
        goal: { is: "at most", ratio: 1 / FASTER },
      },
      [
        figure(oursAt(COMPARED, 20)),
        figure(addedUpAt(COMPARED)),
        ...ADDED_UP.filter((size) => size !== COMPARED).map((size) => figure(addedUpAt(size))),
      ],
    ),
  ];
}
