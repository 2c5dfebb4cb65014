import { compare, latency, type Row, show, throughput } from "../measure/rows.ts";
import { type Rounds, roundsOf, takeManyTurns, takeTurns, type Variant } from "../measure/take-turns.ts";
import { askGraphql, callsInTurn } from "../support/calls.ts";
import { endingAll } from "../support/ending-all.ts";
import { type FunctionProcess, startFunctionProcess } from "../support/function-process.ts";
import { addTable, type LedgerTable, startLedgerTable } from "../support/ledger-table.ts";
import { startHangingConsumer } from "../support/mail/hanging-consumer.ts";
import { clearPayments, sendStraight } from "../support/mail/mail-rate.ts";
import { buildPeer, OUR_BUNDLE } from "../support/peers.ts";
import type { Table } from "./table.ts";

const LATENCY_ROUNDS = 5;
const TURNS_A_ROUND = 8;
const CALLS_A_TURN = 20;
const EVENTS = 50;
const MOST_LATENCY = 1.05;

const RATE_ROUNDS = 3;
const PAYMENTS_A_ROUND = 200;

const HANGING = "mail on, SMTP hangs";
const OFF = "mail off";
const OURS = "ours";
const STRAIGHT = "straight SMTP";

/** Whether mails are out of the write path's way, and how fast they leave. */
export const mails: Table = {
  number: 7,
  title: "From the stream to mail",
  about:
    "The write path is our built API, one caller, a process for each variant, on two tables of one embedded engine. The " +
    `stream of the one feeds our built consumer, in batches of ten as it is deployed; the consumer hangs on a mail server (\`${HANGING}\`) that ` +
    `accepts connections and never says a word. Nobody reads the stream of the other (\`${OFF}\`). The engine writes more slowly the ` +
    "more records its streams hold, of whatever table: so both tables have a stream, both stand in one engine, a new one in every round, both " +
    "get the same payments in turns, and there are few of them. A payment is its own event's next one. Figures are those of a " +
    "call, p50 with p99 behind it. The rate is that of one consumer process, which reads, claims, sends and marks, over 200 payments that were " +
    "written before, on an engine of its own in every round; against it the same mails sent by nodemailer over one pooled connection, " +
    "by a process that keeps no account of them (`bench/peers/straight-mail`). No goal was set for the rate.",
  async measure(tell) {
    return [await measureLatency(tell), await measureRate(tell)];
  },
};

async function measureLatency(tell: (progress: string) => void): Promise<Row> {
  const rounds: Rounds = new Map([HANGING, OFF].map((name) => [name, []]));
  for (let round = 1; round <= LATENCY_ROUNDS; round += 1) {
    tell(`write path, round ${round} of ${LATENCY_ROUNDS}`);
    for (const [name, given] of await takeLatencyRound()) roundsOf(rounds, name).push(...given);
  }
  return compare(
    {
      id: "7-latency",
      name: "`logPayment`, p50, while SMTP hangs",
      goal: { is: "at most", ratio: MOST_LATENCY },
    },
    [latency(HANGING, rounds), latency(OFF, rounds)],
  );
}

const takeLatencyRound = (): Promise<Rounds> =>
  endingAll(async (toEnd) => {
    const on = toEnd(await startLedgerTable({ hasStream: true }));
    const off = await addTable(on, { tableName: "mail-off", hasStream: true });
    const consumer = toEnd(await startHangingConsumer(on));
    const variants: Variant[] = [];
    for (const [name, table] of Object.entries({ [HANGING]: on, [OFF]: off })) {
      const api = toEnd(await startFunctionProcess(OUR_BUNDLE, table.env));
      variants.push(await toVariant(name, { api, table, untilReady: consumer.untilHanging }));
    }
    return takeManyTurns(variants, { rounds: 1, turns: TURNS_A_ROUND, tell: () => undefined });
  });

async function toVariant(
  name: string,
  given: { api: FunctionProcess; table: Omit<LedgerTable, "stop">; untilReady: () => Promise<void> },
): Promise<Variant> {
  const { logPayment } = (await askGraphql(given.api)).byId;
  const eventIds = Array.from({ length: EVENTS }, (_, event) => `sail-${event}`);
  await given.table.putEvents(eventIds);
  const write = (calls: number) => {
    const events = callsInTurn(calls, eventIds, logPayment);
    return given.api.run({ events, callers: 1, contains: '"sequence"' });
  };
  // The consumer has something to hang on before the first round begins.
  await write(1);
  return {
    name,
    async round() {
      await given.untilReady();
      return write(CALLS_A_TURN);
    },
  };
}

async function measureRate(tell: (progress: string) => void): Promise<Row> {
  tell("rate: the mails of some payments");
  const straight = await buildPeer("straight-mail");
  const { messages } = await clearPayments(PAYMENTS_A_ROUND);
  const variants: Variant[] = [
    { name: OURS, round: async () => (await clearPayments(PAYMENTS_A_ROUND)).round },
    { name: STRAIGHT, round: () => sendStraight(straight, messages) },
  ];
  const rounds = await takeTurns(variants, {
    rounds: RATE_ROUNDS,
    tell: (progress) => tell(`rate, ${progress}`),
  });
  const rate = (name: string) => throughput(name, rounds);
  return show({ id: "7-rate", name: "Payments whose mails one consumer clears" }, [
    rate(OURS),
    rate(STRAIGHT),
  ]);
}
