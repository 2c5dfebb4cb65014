import Papa from "papaparse";
import { unguarded } from "../export/csv.ts";

/** What a column of a spreadsheet can hold. */
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
  | "kind";

/** A row of a spreadsheet. */
export interface SheetRow {
  /** As the spreadsheet counts: the header is row 1. */
  number: number;
  /** What it holds, without the space around it; empty cells are left out. */
  fields: Partial<Record<Field, string>>;
}

/** The names of columns, folded: those of our own export, and those that people give. */
const COLUMN_NAMES: Record<string, Field> = {
  ...{ eventid: "eventId", event: "eventId", bookingcode: "eventId" },
  ...{ patron: "patron", name: "patron", paidby: "patron" },
  ...{ amount: "amount", currency: "currency" },
  ...{ method: "method", paymentmethod: "method" },
  ...{ reference: "reference", checknumber: "reference", notes: "notes", note: "notes" },
  ...{ receivedon: "receivedOn", received: "receivedOn", datereceived: "receivedOn", date: "receivedOn" },
  ...{ patronemail: "patronEmail", email: "patronEmail", kind: "kind" },
};

const NEEDED: Field[] = ["eventId", "patron", "amount"];

/** Reads a spreadsheet that was saved as CSV; other columns are passed over. A fault concerns the file as a whole. */
export function readRows(text: string): { rows: SheetRow[] } | { fault: string } {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { skipEmptyLines: false });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken)
    return { fault: `Row ${(broken.row ?? 0) + 1} has a quote that is never closed, or text after one.` };
  const [header = [], ...lines] = data;
  const columns = header.map((name) => COLUMN_NAMES[name.toLowerCase().replace(/[^a-z]/g, "")]);
  const twice = columns.find((field, at) => field && columns.indexOf(field) !== at);
  if (twice) return { fault: `Two columns are read as ${twice}; keep one of them.` };
  const missing = NEEDED.filter((field) => !columns.includes(field));
  if (missing.length > 0)
    return { fault: `The first row has to name the columns; there is none for ${missing.join(", ")}.` };
  const rows = lines.map((cells, at) => ({ number: at + 2, fields: fieldsOf(cells, columns) }));
  return { rows: rows.filter(({ fields }) => Object.keys(fields).length > 0) };
}

function fieldsOf(cells: string[], columns: (Field | undefined)[]): SheetRow["fields"] {
  const fields: SheetRow["fields"] = {};
  for (const [at, field] of columns.entries()) {
    const value = unguarded(cells[at]?.trim() ?? "").trim();
    if (field && value) fields[field] = value;
  }
  return fields;
}
