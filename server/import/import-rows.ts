import { toPaymentId } from "../ledger/ids.ts";
import { type LogPaymentOutcome, logPayment, previewPayment } from "../ledger/payments/log-payment.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { normalDecimal } from "../values/money.ts";
import { foldText } from "../values/text.ts";
import type { SheetRow } from "./read-rows.ts";
import { createKeys, type DateOrder, toInput } from "./to-input.ts";

/** How rows are imported. */
export interface ImportOptions {
  /** Writes nothing, and tells what would be written. */
  isDry: boolean;
  /** Logs what looks like a duplicate, too. */
  allowDuplicates: boolean;
  dates: DateOrder;
  /** The name of the person who imports. */
  recordedBy: string | null;
}

/** What came of a row. */
export interface RowReport {
  row: SheetRow;
  result: "logged" | "acceptable" | "known" | "duplicate" | "refused";
  /** What a person has to know about it. */
  remark: string;
  /** What was logged now. */
  logged?: { minorUnits: number; currency: string };
}

const MAIL_OFF = "It was imported; one mail told of the import as a whole.";

/** Who is written down as having been authenticated: whoever can run commands on the table. */
const PRINCIPAL = "import";

/** Imports rows one after the other and tells what came of each. Rows that were imported before are left as they are. */
export async function* importRows(
  context: WriteContext,
  rows: readonly SheetRow[],
  options: ImportOptions,
): AsyncGenerator<RowReport> {
  const keyOf = createKeys();
  const findTwin = createTwins();
  for (const row of rows) {
    const idempotencyKey = keyOf(row);
    const { kind = "PAYMENT" } = row.fields;
    if (kind.toUpperCase() !== "PAYMENT") {
      yield { row, result: "refused", remark: `it is a ${kind.toLowerCase()}: only payments are imported` };
      continue;
    }
    const input = { ...toInput(row, options.dates), idempotencyKey, allowDuplicate: options.allowDuplicates };
    const call = { input, by: { principal: PRINCIPAL, name: options.recordedBy }, mailOff: MAIL_OFF };
    const twin = findTwin(row, input);
    const outcome = options.isDry ? await previewPayment(context, call) : await logPayment(context, call);
    const report = { row, ...toReport(outcome) };
    const isTwin = report.result === "acceptable" && twin !== null && !options.allowDuplicates;
    yield isTwin ? { row, result: "duplicate", remark: `it repeats row ${twin}` } : report;
  }
}

/** Finds rows of the file that say the same of patron and amount: what is not written yet, the ledger cannot compare. */
function createTwins(): (
  row: SheetRow,
  input: { eventId: string; patron: string; amount: string },
) => number | null {
  const seen = new Map<string, number>();
  return ({ number }, { eventId, patron, amount }) => {
    const likeness = JSON.stringify([eventId, foldText(patron), normalDecimal(amount)]);
    const twin = seen.get(likeness) ?? null;
    if (twin === null) seen.set(likeness, number);
    return twin;
  };
}

type Outcome = LogPaymentOutcome | Awaited<ReturnType<typeof previewPayment>>;

function toReport(outcome: Outcome): Omit<RowReport, "row"> {
  switch (outcome.result) {
    case "logged": {
      const { ref, minorUnits, currency } = outcome.line.entry;
      const remark = toPaymentId(ref);
      if (outcome.replayed || minorUnits === null) return { result: "known", remark };
      return { result: "logged", remark, logged: { minorUnits, currency } };
    }
    case "acceptable":
      return { result: "acceptable", remark: "" };
    case "replayed":
      return { result: "known", remark: "" };
    case "possibleDuplicate":
      return { result: "duplicate", remark: `it looks like ${toPaymentId(outcome.existing.entry.ref)}` };
    case "idempotencyConflict":
      return { result: "refused", remark: "it was imported before with other content" };
    case "invalid":
      return { result: "refused", remark: outcome.faults.map(({ message }) => message).join(" ") };
    case "eventNotFound":
      return { result: "refused", remark: "there is no such event" };
    case "busy":
      return { result: "refused", remark: "the ledger is busy; run the import again" };
  }
}
