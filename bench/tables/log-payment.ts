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
    leastThroughput: 0.95,
    mostLatency: 1.1,
    whyNot: null,
  },
  event: {
    name: "`event` with total and 20 payments",
    contains: '"sequence":20',
    leastThroughput: 0.85,
    mostLatency: null,
    whyNot:
      "By a CPU profile of one caller, a seventh of our time goes through GraphQL: from the request to the fields that are selected, and " +
      "back to JSON. The bare handler holds its answer against no schema.",
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
    "in a process each, on the embedded engine without a stream. `engine alone` is that handler without the SDK too: what is left is " +
    "the engine. Every payment is its own event's next one; callers are those at work at the same time.",
  measure: (tell) =>
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
        tell(`${name}: ${EVENTS} events of ${PAYMENTS_BEFORE} payments`);
        const eventIds = eventsOf(name);
        await table.putEvents(eventIds);
        for (let payment = 0; payment < PAYMENTS_BEFORE; payment += 1)
          await process.run({ events: eventIds.map(api.logPayment), callers: 8, contains: '"sequence"' });
      }
      // Reading comes first: as payments are logged, events grow.
      const rows = [];
      for (const operation of ["event", "logPayment"] as const) {
        for (const callers of CALLERS) {
          const rounds = await takeManyTurns(
            contestants.map((contestant) => toVariant(contestant, operation, callers)),
            {
              rounds: ROUNDS,
              turns: TURNS_A_ROUND,
              tell: (progress) => tell(`${operation}, ${callers} callers, ${progress}`),
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
  const { name, leastThroughput, mostLatency } = OPERATIONS[operation];
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
          goal: { is: "at least", ratio: leastThroughput },
        },
        figures(throughput),
      ),
      OPERATIONS[operation].whyNot,
    ),
    ...(mostLatency === null
      ? []
      : [
          compare(
            {
              id: `1-${operation}-latency-${callers}`,
              name: `${name}, p50, ${at}`,
              goal: { is: "at most", ratio: mostLatency },
            },
            figures(latency),
          ),
        ]),
  ];
}
