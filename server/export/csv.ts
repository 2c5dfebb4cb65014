import Papa from "papaparse";

/** One cell of a table. */
export type Cell = string | number | null;

/** What makes spreadsheets read UTF-8 as such. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * What a spreadsheet would run as a formula (OWASP, "CSV Injection"; the wide forms are read as the narrow ones). A plain
 * negative number is none.
 */
const FORMULA = /^(?!-\d+(?:\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/;

/** Rows as CSV (RFC 4180), each with its line end; what looks like a formula begins with an apostrophe. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  return `${Papa.unparse(rows as Cell[][], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

/** A cell as it was before it was guarded. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
