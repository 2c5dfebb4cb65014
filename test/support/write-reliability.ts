import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIGURES, type Figures, type Outcome } from "./reliability.ts";

/** Writes `test/RELIABILITY.md` from what the fault tests of a full run have left. */
const figures = readdirSync(FIGURES)
  .sort()
  .map((name) => JSON.parse(readFileSync(join(FIGURES, name), "utf8")) as Figures);

const cells = (outcome: Outcome | undefined) =>
  outcome
    ? [outcome.times, outcome.payments, outcome.lost, outcome.doubled, outcome.totalOff].join(" | ")
    : "– | – | – | – | –";

const rows = figures.map(({ fault, ours, naive }) => `| ${fault} | ${cells(ours)} | ${cells(naive)} |`);

writeFileSync(
  join("test", "RELIABILITY.md"),
  `# What faults did to the ledger

Written by \`npm run test:full\`; do not edit. Every payment carries an idempotency key and is sent again until it is
acknowledged. The naive version puts the entry and then adds to the total, without key and transaction: a test that it
passes would prove nothing. The total is off by minor units.

| when | times | payments | lost | doubled | total off | naive: times | payments | lost | doubled | total off |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
`,
);
