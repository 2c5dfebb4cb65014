/** A table with the given heads; nothing at all where there are no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return [heads, heads.map(() => "---"), ...rows].map(drawRow).join("\n");
}

/** Text as it stands in a program. Nothing stays nothing. */
export function code(text: string | undefined): string {
  return text ? `\`${text}\`` : "";
}

/** A section with its heading; nothing at all without content. */
export function section(heading: string, ...content: string[]): string {
  const parts = content.filter(Boolean);
  return parts.length > 0 ? [`## ${heading}`, ...parts].join("\n\n") : "";
}

/** Says on a page where to change it. */
export function writtenFrom(source: string): string {
  return `<!-- Written by \`npm run metadata\` from ${source}: change it there. -->`;
}

function drawRow(cells: readonly string[]): string {
  if (cells.every((cell) => cell === "---")) return `|${cells.join("|")}|`;
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
}
