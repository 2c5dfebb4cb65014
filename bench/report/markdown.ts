import type { Machine } from "../measure/machine.ts";
import type { Figure, Row } from "../measure/rows.ts";
import type { Table } from "../tables/table.ts";

/** The measurements of a table. */
export interface MeasuredTable {
  table: Table;
  rows: Row[];
}

/** The results for people: the machine, one table per question, and how to read them. */
export function toMarkdown(machine: Machine, tables: MeasuredTable[]): string {
  const goals = tables.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict !== "shown");
  const met = goals.filter((row) => row.met).length;
  return [
    "# Benchmark results",
    "",
    `Written by \`npm run bench\` on ${machine.date}: ${machine.processors}, ${machine.memoryGiB} GiB, Node ${machine.node}. ` +
      `${met} of ${goals.length} goals were met.`,
    "",
    "Every ratio compares ours with the first peer of its row, measured side by side in one run: all variants take " +
      "turns, the first round dropped, the median over the rounds. Figures are a round's median (p50), with the 99th " +
      "percentile after it, and mean nothing on another machine. A row is inconclusive if the peer's own rounds differ by " +
      "more than 40 %, or if other programs kept the machine busy; it is `shown` if it has no goal. The rounds' figures are in `results.json`.",
    "",
    ...tables.flatMap(toSection),
  ].join("\n");
}

function toSection({ table, rows }: MeasuredTable): string[] {
  const notes = rows.filter(({ why }) => why).map(({ name, why }) => `- ${name}: ${why}`);
  return [
    `## ${table.number}. ${table.title}`,
    "",
    table.about,
    "",
    "| | ours | peers | ratio | goal | |",
    "|---|---|---|---|---|---|",
    ...rows.map(toLine),
    "",
    ...(notes.length > 0 ? [...notes, ""] : []),
  ];
}

function toLine({ name, figures, ratio, goal, verdict }: Row): string {
  const [ours, ...peers] = figures;
  const cells = [
    name,
    ours ? formatFigure(ours) : "",
    peers.map((peer) => `${peer.variant} ${formatFigure(peer)}`).join("<br>"),
    toDigits(ratio),
    goal,
    verdict === "met" || verdict === "shown" ? verdict : `**${verdict}**`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A figure in words, e.g. `4.2 ms (p99 9.1)`. */
export function formatFigure({ value, p99, unit }: Figure): string {
  const rest = p99 === undefined ? "" : ` (p99 ${toDigits(p99)})`;
  return `${toDigits(value)} ${unit}${rest}`;
}

/** Three significant digits. */
export const toDigits = (value: number) =>
  value >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
