import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIGURES, type Figures, type Outcome } from "./reliability.ts";

/** Writes `test/RELIABILITY.md` from the figures of a full run's fault tests. */
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
  `# Reliability under faults

\`npm run test:full\` writes this file; do not edit it. Every payment has an idempotency key and is sent again until it is
acknowledged. The naive ledger writes the entry and then adds to the total, without key or transaction. It shows that each
fault does damage. Errors of the total are in minor units.

| fault | times | payments | lost | doubled | total off | naive: times | payments | lost | doubled | total off |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
`,
);
