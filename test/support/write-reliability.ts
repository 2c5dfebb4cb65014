import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIGURES, type Figures } from "./reliability.ts";

/** Writes `test/RELIABILITY.md` from what the fault tests of a full run have left. */
const figures = readdirSync(FIGURES)
  .sort()
  .map((name) => JSON.parse(readFileSync(join(FIGURES, name), "utf8")) as Figures);

const naiveCells = ({ naive }: Figures) =>
  naive
    ? `${naive.times} | ${naive.lost} | ${naive.twice} | ${naive.wrongTotal ? "wrong" : "right"}`
    : "– | – | – | –";

const rows = figures.map(
  (one) =>
    `| ${one.fault} | ${one.times} | ${one.payments} | ${one.lost} | ${one.twice} | ${naiveCells(one)} |`,
);

writeFileSync(
  join("test", "RELIABILITY.md"),
  `# What faults did to the ledger

Written by \`npm run test:full\`; do not edit. Every payment carries an idempotency key and is sent again until it is
acknowledged. The naive version puts the entry and then adds to the total, without a key and without a transaction: a
test that it passes would prove nothing.

| fault | times | payments | lost | twice | naive: times | lost | twice | total |
|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
`,
);
