import { compare, explain, latency } from "../measure/rows.ts";
import { takeManyTurns } from "../measure/take-turns.ts";
import { type Api, askBare, askGraphql } from "../support/calls.ts";
import { measureColdStart } from "../support/cold-start.ts";
import { endingAll } from "../support/ending-all.ts";
import { startFunctionProcess } from "../support/function-process.ts";
import { startLedgerTable } from "../support/ledger-table.ts";
import { buildPeer, OUR_BUNDLE } from "../support/peers.ts";
import type { Table } from "./table.ts";

const ROUNDS = 5;
const STARTS_A_ROUND = 8;
const EVENT = "cold-start";

/** What a function must load before its first response. */
export const coldStart: Table = {
  number: 4,
  title: "Cold start",
  about:
    "From the start of a new process until the built bundle has answered its first mutation, which logs a payment: ours " +
    "against a handler that has the SDK and nothing else (`bench/peers/bare-api`), and against the same schema and resolvers on Apollo " +
    "Server with its own adapter for Lambda (`bench/peers/apollo`), without our limits and checks. All are bundled the same way. The start of Node " +
    "itself is in every figure; on AWS, fetching and unpacking the code comes on top.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      await table.putEvents([EVENT]);
      const [bare, apollo] = await Promise.all([buildPeer("bare-api"), buildPeer("apollo")]);
      const asked = await prepare(table.env);
      const contestants = [
        { name: "ours", bundle: OUR_BUNDLE, api: asked.byId },
        { name: "bare", bundle: bare, api: askBare },
        { name: "Apollo Server", bundle: apollo, api: asked.byText },
      ];
      const rounds = await takeManyTurns(
        contestants.map(({ name, bundle, api }) => ({
          name,
          async round() {
            const event = api.logPayment(EVENT);
            const took = await measureColdStart(bundle, { event, env: table.env, contains: '"sequence"' });
            return { milliseconds: [took], elapsedMilliseconds: took };
          },
        })),
        { rounds: ROUNDS, turns: STARTS_A_ROUND, report },
      );
      const ours = latency("ours", rounds);
      return [
        explain(
          compare(
            {
              id: "4-bare",
              name: "to the first answered mutation, against bare",
              goal: { is: "at most", ratio: 1.4 },
            },
            [ours, latency("bare", rounds)],
          ),
          "According to a CPU profile, nine tenths of the difference arise before the first event: a third is loading the code of GraphQL, Yoga " +
            "and our own, in proportion to its size; a quarter is creating the schema, Yoga, and the verification of sessions. Removing " +
            "what the first mutation does not need (validation rules for other documents, the log, the check of the time zone) saves 3 ms at most.",
        ),
        compare(
          {
            id: "4-apollo",
            name: "to the first answered mutation, against Apollo Server",
            goal: { is: "at most", ratio: 0.75 },
          },
          [ours, latency("Apollo Server", rounds)],
        ),
      ];
    }),
};

/** Signs in once, on an instance that is not measured. */
const prepare = (env: Record<string, string>): Promise<{ byId: Api; byText: Api }> =>
  endingAll(async (toEnd) => askGraphql(toEnd(await startFunctionProcess(OUR_BUNDLE, env))));
