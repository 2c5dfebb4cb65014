import type { LedgerLine } from "../ledger/entry.ts";
import { toPaymentId } from "../ledger/ids.ts";
import { type Purpose, splitByPurpose } from "../ledger/purposes.ts";
import { formatDecimal, minorDigits } from "../values/money.ts";
import type { Cell } from "./csv.ts";

/** The columns of an export and their values. New columns are added at the end. */
const COLUMNS: Record<string, (line: LedgerLine) => Cell> = {
  payment_id: ({ entry }) => toPaymentId(entry.ref),
  event_id: ({ entry }) => entry.ref.eventId,
  sequence: ({ entry }) => entry.sequence,
  kind: ({ entry }) => entry.kind,
  status: ({ companion }) => companion?.status ?? "RECORDED",
  received_on: ({ entry }) => entry.receivedOn,
  logged_at: ({ entry }) => entry.loggedAt,
  patron: ({ entry }) => entry.patron,
  amount: ({ entry }) => amountOf(entry),
  minor_units: ({ entry }) => entry.minorUnits,
  currency: ({ entry }) => entry.currency,
  method: ({ entry }) => entry.method,
  reference: ({ entry }) => entry.reference,
  notes: ({ entry }) => entry.notes,
  recorded_by: ({ entry }) => entry.recordedBy,
  reason: ({ entry }) => entry.reason,
  refunded: ({ entry, companion }) => decimal(companion?.refundedMinorUnits ?? 0, entry.currency),
  reverses: ({ entry }) => entry.reverses,
  reversed_by: ({ companion }) => companion?.reversedBy ?? null,
  replaces: ({ entry }) => entry.replaces,
  replaced_by: ({ companion }) => companion?.replacedBy ?? null,
  notification: ({ companion }) => companion?.mail.notification.status ?? null,
  adopted: ({ companion }) => String(companion?.adopted ?? false),
  fare: ({ entry }) => partOf(entry, "FARE"),
  tip: ({ entry }) => partOf(entry, "GRATUITY"),
  security_deposit: ({ entry }) => partOf(entry, "SECURITY_DEPOSIT"),
  number: ({ entry }) => entry.number,
  external_id: ({ entry }) => entry.externalId,
  entered_at: ({ companion }) => companion?.enteredAt ?? null,
};

/** The header row of an export. */
export const HEADER: Cell[] = Object.keys(COLUMNS);

/** The row of an entry. */
export function toRow(line: LedgerLine): Cell[] {
  return Object.values(COLUMNS).map((read) => read(line));
}

/** Signed decimal text, or the stored amount of a legacy row if the currency cannot represent it. */
function amountOf({ minorUnits, storedAmount, currency }: LedgerLine["entry"]): string | null {
  return minorUnits === null ? storedAmount : decimal(minorUnits, currency);
}

/** The three parts of an amount add up to it. A row whose amount cannot be represented has none. */
function partOf(entry: LedgerLine["entry"], purpose: Purpose): string | null {
  return entry.minorUnits === null ? null : decimal(splitByPurpose(entry)[purpose], entry.currency);
}

const decimal = (minorUnits: number, currency: string) =>
  formatDecimal(minorUnits, minorDigits(currency) ?? 0);
