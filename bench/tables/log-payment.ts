import { compare, explain, type Figure, latency, throughput } from "../measure/rows.ts";
import { type Rounds, takeManyTurns } from "../measure/take-turns.ts";
import { type Api, askBare, askGraphql, callsInTurn } from "../support/calls.ts";
import { endingAll } from "../support/ending-all.ts";
import { type FunctionProcess, startFunctionProcess } from "../support/function-process.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { buildPeer, OUR_BUNDLE } from "../support/peers.ts";
import type { Table } from "./table.ts";

const ROUNDS = 5;
const TURNS_A_ROUND = 3;
const CALLERS = [1, 8, 32] as const;
const CALLS_A_TURN = { 1: 100, 8: 200, 32: 320 };
const EVENTS = 64;
const PAYMENTS_BEFORE = 20;

/** A write, and the read that follows it on every card. */
const OPERATIONS = {
  logPayment: {
    name: "`logPayment`",
    contains: '"sequence"',
    minThroughput: 0.95,
    maxLatency: 1.1,
    whyNot: null,
  },
  event: {
    name: "`event` with total and 20 payments",
    contains: '"sequence":20',
    minThroughput: 0.85,
    maxLatency: null,
    whyNot:
      "According to a CPU profile of one caller, a seventh of our time is spent in GraphQL: from the request to the selected fields, and " +
      "back to JSON. The bare handler does not check its response against a schema.",
  },
} as const;

type Operation = keyof typeof OPERATIONS;

interface Contestant {
  name: string;
  process: FunctionProcess;
  api: Api;
}

/** What GraphQL, our rules and our checks add to the calls that a payment needs anyway. */
export const logPayment: Table = {
  number: 1,
  title: "A payment, and reading it",
  about:
    "The built Lambda bundle against the same DynamoDB calls made by a handler written by hand, without GraphQL (`bench/peers/bare-api`), " +
    "each in its own process, on the embedded engine without a stream. `engine alone` is that handler without the SDK, too: what remains is " +
    "the engine. Every payment is added to its own event; the number of callers is that of concurrent requests.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      const bundles = {
        ours: OUR_BUNDLE,
        bare: await buildPeer("bare-api"),
        "engine alone": await buildPeer("bare-wire"),
      };
      const contestants: Contestant[] = [];
      for (const [name, bundle] of Object.entries(bundles)) {
        const process = toEnd(await startFunctionProcess(bundle, table.env));
        const api = name === "ours" ? (await askGraphql(process)).byId : askBare;
        contestants.push({ name, process, api });
      }
      for (const { name, process, api } of contestants) {
        report(`${name}: ${EVENTS} events of ${PAYMENTS_BEFORE} payments`);
        const eventIds = eventsOf(name);
        await table.putEvents(eventIds);
        for (let payment = 0; payment < PAYMENTS_BEFORE; payment += 1)
          await process.run({ events: eventIds.map(api.logPayment), callers: 8, contains: '"sequence"' });
      }
      // Reading comes first, because events grow with logged payments.
      const rows = [];
      for (const operation of ["event", "logPayment"] as const) {
        for (const callers of CALLERS) {
          const rounds = await takeManyTurns(
            contestants.map((contestant) => toVariant(contestant, operation, callers)),
            {
              rounds: ROUNDS,
              turns: TURNS_A_ROUND,
              report: (progress) => report(`${operation}, ${callers} callers, ${progress}`),
            },
          );
          rows.push(...toRows(rounds, operation, callers));
        }
      }
      return rows;
    }),
};

const eventsOf = (contestant: string) =>
  Array.from({ length: EVENTS }, (_, event) => `${contestant.replace(" ", "-")}-${event}`);

function toVariant(
  { name, process, api }: Contestant,
  operation: Operation,
  callers: (typeof CALLERS)[number],
) {
  const { contains } = OPERATIONS[operation];
  return {
    name,
    round() {
      const events = callsInTurn(CALLS_A_TURN[callers], eventsOf(name), api[operation]);
      return process.run({ events, callers, contains });
    },
  };
}

function toRows(rounds: Rounds, operation: Operation, callers: number) {
  const { name, minThroughput, maxLatency } = OPERATIONS[operation];
  const at = `${callers} ${callers === 1 ? "caller" : "callers"}`;
  const figures = (figure: typeof latency): [Figure, Figure, Figure] => [
    figure("ours", rounds),
    figure("bare", rounds),
    figure("engine alone", rounds),
  ];
  return [
    explain(
      compare(
        {
          id: `1-${operation}-throughput-${callers}`,
          name: `${name}, throughput, ${at}`,
          goal: { is: "at least", ratio: minThroughput },
        },
        figures(throughput),
      ),
      OPERATIONS[operation].whyNot,
    ),
    ...(maxLatency === null
      ? []
      : [
          compare(
            {
              id: `1-${operation}-latency-${callers}`,
              name: `${name}, p50, ${at}`,
              goal: { is: "at most", ratio: maxLatency },
            },
            figures(latency),
          ),
        ]),
  ];
}
