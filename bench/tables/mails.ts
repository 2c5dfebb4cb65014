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
const MAX_LATENCY = 1.05;

const RATE_ROUNDS = 3;
const PAYMENTS_A_ROUND = 200;

const HANGING = "mail on, SMTP hangs";
const OFF = "mail off";
const OURS = "ours";
const STRAIGHT = "straight SMTP";

/** Whether mails slow down the write path, and how fast they are sent. */
export const mails: Table = {
  number: 7,
  title: "From the stream to mail",
  about:
    "The write path is our built API with one caller, one process per variant, on two tables of one embedded engine. The " +
    `stream of one feeds our built consumer, in batches of ten as deployed; the consumer hangs on a mail server (\`${HANGING}\`) that ` +
    `accepts connections and never responds. Nobody reads the stream of the other (\`${OFF}\`). The engine writes more slowly the ` +
    "more records its streams contain, for all tables: so both tables have a stream and are in one engine, a new one in every round, both " +
    "get the same payments in turns, and there are few of them. Every payment is added to its own event. Figures are per " +
    "call, p50 with p99 after it. The rate is that of one consumer process, which reads, claims, sends and marks, for 200 payments that were " +
    "written before, on a new engine in every round; compared with the same mails sent by nodemailer over one pooled connection, " +
    "by a process that keeps no records (`bench/peers/straight-mail`). The rate has no goal.",
  async measure(report) {
    return [await measureLatency(report), await measureRate(report)];
  },
};

async function measureLatency(report: (progress: string) => void): Promise<Row> {
  const rounds: Rounds = new Map([HANGING, OFF].map((name) => [name, []]));
  for (let round = 1; round <= LATENCY_ROUNDS; round += 1) {
    report(`write path, round ${round} of ${LATENCY_ROUNDS}`);
    for (const [name, given] of await takeLatencyRound()) roundsOf(rounds, name).push(...given);
  }
  return compare(
    {
      id: "7-latency",
      name: "`logPayment`, p50, while SMTP hangs",
      goal: { is: "at most", ratio: MAX_LATENCY },
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
    return takeManyTurns(variants, { rounds: 1, turns: TURNS_A_ROUND, report: () => undefined });
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
  // Gives the consumer a mail to hang on before the first round.
  await write(1);
  return {
    name,
    async round() {
      await given.untilReady();
      return write(CALLS_A_TURN);
    },
  };
}

async function measureRate(report: (progress: string) => void): Promise<Row> {
  report("rate: the mails of some payments");
  const straight = await buildPeer("straight-mail");
  const { messages } = await clearPayments(PAYMENTS_A_ROUND);
  const variants: Variant[] = [
    { name: OURS, round: async () => (await clearPayments(PAYMENTS_A_ROUND)).round },
    { name: STRAIGHT, round: () => sendStraight(straight, messages) },
  ];
  const rounds = await takeTurns(variants, {
    rounds: RATE_ROUNDS,
    report: (progress) => report(`rate, ${progress}`),
  });
  const rate = (name: string) => throughput(name, rounds);
  return show({ id: "7-rate", name: "Payments whose mails one consumer clears" }, [
    rate(OURS),
    rate(STRAIGHT),
  ]);
}
