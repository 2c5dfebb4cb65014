import { countOf } from "../../../server/values/plural.ts";
import { NO_PAGER } from "./aws-command.ts";
import type { TableDifference } from "./table-difference.ts";

/** All differences as text for a terminal: numbered, with what to do, and each command on its own line. */
export function formatDifferences(tableName: string, differences: readonly TableDifference[]): string {
  const count = countOf(differences.length, "difference");
  const head = `The table "${tableName}" cannot be adopted as it is (${count}). Nothing was changed. Fix this, then run the command again:`;
  return formatAll(head, differences);
}

/** All warnings as text for a terminal: they prevent nothing, but should be fixed. */
export function formatWarnings(tableName: string, warnings: readonly TableDifference[]): string {
  const head = `The table "${tableName}" can be adopted, but:`;
  return formatAll(head, warnings);
}

function formatAll(head: string, all: readonly TableDifference[]): string {
  const hasCommands = all.some(({ commands }) => commands.length > 0);
  return [head, ...(hasCommands ? [NO_WAITING] : []), ...all.map((one, at) => formatOne(one, at + 1))].join(
    "\n\n",
  );
}

const NO_WAITING = `Run this first, in the same shell, so that no output waits for a key:\n     ${NO_PAGER}`;

function formatOne({ sentence, instead, cost, commands }: TableDifference, number: number): string {
  const lines = [`${number}. ${sentence}`];
  if (instead) lines.push(`   ${commands.length > 0 ? "Recommended: " : ""}${instead}`);
  if (cost) lines.push(`   ${cost}`);
  return [...lines, ...commands.map((command) => `     ${command}`)].join("\n");
}
