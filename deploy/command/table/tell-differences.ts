import { NO_PAGER } from "./aws-command.ts";
import type { TableDifference } from "./table-difference.ts";

/** Every difference as text for a terminal: numbered, with what to do, and commands on lines of their own. */
export function tellDifferences(tableName: string, differences: readonly TableDifference[]): string {
  const count = differences.length === 1 ? "one difference" : `${differences.length} differences`;
  const head = `The table "${tableName}" cannot be adopted as it is (${count}). Nothing was changed. Mend it, then run this again:`;
  return tellAll(head, differences);
}

/** What should be mended without keeping anything from working. */
export function tellWarnings(tableName: string, warnings: readonly TableDifference[]): string {
  const head = `The table "${tableName}" will do, but:`;
  return tellAll(head, warnings);
}

function tellAll(head: string, all: readonly TableDifference[]): string {
  const hasCommands = all.some(({ commands }) => commands.length > 0);
  return [head, ...(hasCommands ? [NO_WAITING] : []), ...all.map((one, at) => tellOne(one, at + 1))].join(
    "\n\n",
  );
}

const NO_WAITING = `Before the commands, in the same shell, so that no answer waits for a key:\n     ${NO_PAGER}`;

function tellOne({ sentence, instead, cost, commands }: TableDifference, number: number): string {
  const lines = [`${number}. ${sentence}`];
  if (instead) lines.push(`   ${commands.length > 0 ? "Best: " : ""}${instead}`);
  if (cost) lines.push(`   ${cost}`);
  return [...lines, ...commands.map((command) => `     ${command}`)].join("\n");
}
