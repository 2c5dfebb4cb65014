import Papa from "papaparse";

/** One cell of a table. */
export type Cell = string | number | null;

/** Makes spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * Text that a spreadsheet would execute as a formula (OWASP, "CSV Injection"; full-width forms are read like the ASCII
 * ones). A plain negative number is not a formula.
 */
const FORMULA = /^(?!-\d+(?:\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/;

/** Rows as CSV (RFC 4180), each with a line end. A cell that looks like a formula gets a leading apostrophe. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  return `${Papa.unparse(rows as Cell[][], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

/** A cell without the apostrophe that `toCsv` added. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
