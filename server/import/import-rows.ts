import { toPaymentId } from "../ledger/ids.ts";
import { type LogPaymentOutcome, logPayment, previewPayment } from "../ledger/payments/log-payment.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { foldName } from "../values/folding.ts";
import { normalDecimal } from "../values/money.ts";
import type { SheetRow } from "./read-rows.ts";
import { createKeys, type DateOrder, toInput } from "./to-input.ts";

/** Settings of an import. */
export interface ImportOptions {
  /** Writes nothing; reports what would be written. */
  isDryRun: boolean;
  /** Logs possible duplicates, too. */
  allowDuplicates: boolean;
  dates: DateOrder;
  /** The name of the person who runs the import. */
  recordedBy: string | null;
}

/** Result of importing a row. */
export interface RowReport {
  row: SheetRow;
  result: "logged" | "acceptable" | "known" | "duplicate" | "refused";
  /** What a person should know about the row. */
  remark: string;
  /** What was logged now. */
  logged?: { minorUnits: number; currency: string };
}

const MAIL_OFF = "It was imported, and one mail covered the whole import.";

/** The identity recorded for imports: anyone who can run commands on the table. */
const PRINCIPAL = "import";

/** Imports rows one by one and reports the result of each. Rows that were imported before are left unchanged. */
export async function* importRows(
  context: WriteContext,
  rows: readonly SheetRow[],
  options: ImportOptions,
): AsyncGenerator<RowReport> {
  const keyOf = createKeys();
  const findRepeatedRow = createRepeatedRowFinder();
  for (const row of rows) {
    const idempotencyKey = keyOf(row);
    const { kind = "PAYMENT" } = row.fields;
    if (kind.toUpperCase() !== "PAYMENT") {
      yield { row, result: "refused", remark: `this is a ${kind.toLowerCase()}; only payments are imported` };
      continue;
    }
    const input = { ...toInput(row, options.dates), idempotencyKey, allowDuplicate: options.allowDuplicates };
    const call = { input, by: { principal: PRINCIPAL, name: options.recordedBy }, mailOff: MAIL_OFF };
    const repeatedRow = findRepeatedRow(row, input);
    const outcome = options.isDryRun ? await previewPayment(context, call) : await logPayment(context, call);
    const report = { row, ...toReport(outcome) };
    const isRepeat = report.result === "acceptable" && repeatedRow !== null && !options.allowDuplicates;
    yield isRepeat ? { row, result: "duplicate", remark: `repeats row ${repeatedRow}` } : report;
  }
}

/** Finds rows of the file with the same patron and amount. In a dry run, the ledger does not know them yet. */
function createRepeatedRowFinder(): (
  row: SheetRow,
  input: { eventId: string; patron: string; amount: string },
) => number | null {
  const seen = new Map<string, number>();
  return ({ number }, { eventId, patron, amount }) => {
    const key = JSON.stringify([eventId, foldName(patron), normalDecimal(amount)]);
    const earlier = seen.get(key) ?? null;
    if (earlier === null) seen.set(key, number);
    return earlier;
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
      return { result: "duplicate", remark: `looks like ${toPaymentId(outcome.existing.entry.ref)}` };
    case "idempotencyConflict":
      return { result: "refused", remark: "already imported with different content" };
    case "invalid":
      return { result: "refused", remark: outcome.faults.map(({ message }) => message).join(" ") };
    case "eventNotFound":
      return { result: "refused", remark: "the event does not exist" };
    case "busy":
      return { result: "refused", remark: "the ledger is busy; run the import again" };
  }
}
