import Papa from "papaparse";
import { unescapeFormula } from "../export/csv.ts";

/** The fields that a column of a spreadsheet can hold. */
type Field =
  | "eventId"
  | "patron"
  | "amount"
  | "currency"
  | "method"
  | "reference"
  | "notes"
  | "receivedOn"
  | "patronEmail"
  | "tip"
  | "securityDeposit"
  | "externalId"
  | "kind";

/** A row of a spreadsheet. */
export interface SheetRow {
  /** The row number in the spreadsheet: the header is row 1. */
  number: number;
  /** The cells, trimmed; empty cells are omitted. */
  fields: Partial<Record<Field, string>>;
}

/** Column names, folded: those of our own export, and common ones. */
const COLUMN_NAMES: Record<string, Field> = {
  ...{ eventid: "eventId", event: "eventId", bookingcode: "eventId" },
  ...{ patron: "patron", name: "patron", paidby: "patron" },
  ...{ amount: "amount", currency: "currency" },
  ...{ method: "method", paymentmethod: "method" },
  ...{ reference: "reference", checknumber: "reference", notes: "notes", note: "notes" },
  ...{ receivedon: "receivedOn", received: "receivedOn", datereceived: "receivedOn", date: "receivedOn" },
  ...{ patronemail: "patronEmail", email: "patronEmail", kind: "kind" },
  ...{ tip: "tip", gratuity: "tip", securitydeposit: "securityDeposit", externalid: "externalId" },
};

const REQUIRED: Field[] = ["eventId", "patron", "amount"];

/** Reads a spreadsheet saved as CSV and ignores unknown columns. A fault concerns the whole file. */
export function readRows(text: string): { rows: SheetRow[] } | { fault: string } {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { skipEmptyLines: false });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken)
    return { fault: `Row ${(broken.row ?? 0) + 1} has an unclosed quote, or text after a closing quote.` };
  const [header = [], ...lines] = data;
  const columns = header.map((name) => COLUMN_NAMES[name.toLowerCase().replace(/[^a-z]/g, "")]);
  const twice = columns.find((field, at) => field && columns.indexOf(field) !== at);
  if (twice) return { fault: `Two columns contain ${twice}. Keep one of them.` };
  const missing = REQUIRED.filter((field) => !columns.includes(field));
  if (missing.length > 0)
    return { fault: `The first row must name the columns. Missing: ${missing.join(", ")}.` };
  const rows = lines.map((cells, at) => ({ number: at + 2, fields: fieldsOf(cells, columns) }));
  return { rows: rows.filter(({ fields }) => Object.keys(fields).length > 0) };
}

function fieldsOf(cells: string[], columns: (Field | undefined)[]): SheetRow["fields"] {
  const fields: SheetRow["fields"] = {};
  for (const [at, field] of columns.entries()) {
    const value = unescapeFormula(cells[at]?.trim() ?? "").trim();
    if (field && value) fields[field] = value;
  }
  return fields;
}
