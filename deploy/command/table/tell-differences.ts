import type { TableDifference } from "./table-difference.ts";

/** Every difference as text for a terminal: numbered, with what to do, and commands on lines of their own. */
export function tellDifferences(tableName: string, differences: readonly TableDifference[]): string {
  const count = differences.length === 1 ? "one difference" : `${differences.length} differences`;
  const head = `The table "${tableName}" cannot be adopted as it is (${count}). Nothing was changed. Mend it, then run this again:`;
  return [head, ...differences.map((one, index) => tellOne(one, index + 1))].join("\n\n");
}

/** What should be mended without keeping anything from working. */
export function tellWarnings(tableName: string, warnings: readonly TableDifference[]): string {
  const head = `The table "${tableName}" will do, but:`;
  return [head, ...warnings.map((one, index) => tellOne(one, index + 1))].join("\n\n");
}

function tellOne({ sentence, instead, cost, commands }: TableDifference, number: number): string {
  const lines = [`${number}. ${sentence}`];
  if (instead) lines.push(`   ${commands.length > 0 ? "Best: " : ""}${instead}`);
  if (cost) lines.push(`   ${cost}`);
  return [...lines, ...commands.map((command) => `     ${command}`)].join("\n");
}
