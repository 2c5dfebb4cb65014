import type { LogPaymentInput } from "../ledger/payments/log-payment-input.ts";
import type { PartInput } from "../ledger/payments/parts-input.ts";
import { sha256 } from "../values/digest.ts";
import { PAYMENT_METHODS } from "../values/methods.ts";
import type { SheetRow } from "./read-rows.ts";

/** The date format of a spreadsheet: `2026-06-14`, `6/14/2026` or `14.6.2026`. */
export type DateOrder = "iso" | "mdy" | "dmy";

/** The input of `logPayment` for a row. Unreadable values are passed on unchanged and refused there. */
export function toInput({ fields }: SheetRow, dates: DateOrder): LogPaymentInput {
  return {
    eventId: fields.eventId ?? "",
    patron: fields.patron ?? "",
    amount: plainAmount(fields.amount ?? ""),
    currency: fields.currency?.toUpperCase(),
    method: fields.method && methodNamed(fields.method),
    reference: fields.reference,
    notes: fields.notes,
    patronEmail: fields.patronEmail,
    externalId: fields.externalId,
    parts: partsOf(fields),
    receivedOn: fields.receivedOn && isoDate(fields.receivedOn, dates),
  };
}

/** The tip and the security deposit of a row, which are parts of its amount; the rest is fare. Zero means none. */
function partsOf({ tip = "", securityDeposit = "" }: SheetRow["fields"]): PartInput[] {
  const parts: PartInput[] = [
    { purpose: "GRATUITY", amount: plainAmount(tip) },
    { purpose: "SECURITY_DEPOSIT", amount: plainAmount(securityDeposit) },
  ];
  return parts.filter(({ amount }) => !/^[0.]*$/.test(amount));
}

/** An amount without currency sign and thousands separators. An ambiguous amount stays unchanged. */
function plainAmount(text: string): string {
  const bare = text.replace(/^\p{Sc}\s*|\s*\p{Sc}$/gu, "");
  return /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
}

function methodNamed(text: string): string {
  const name = text.toUpperCase();
  return (
    PAYMENT_METHODS.find(({ method, label }) => name === method || name === label.toUpperCase())?.method ??
    text
  );
}

function isoDate(text: string, dates: DateOrder): string {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!parts || dates === "iso") return text;
  const [, first = "", second = "", year = ""] = parts;
  const [month, day] = dates === "mdy" ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/**
 * Creates idempotency keys from the content of rows: importing the same file again, sorted differently or with more rows,
 * logs nothing twice. Identical rows are numbered.
 */
export function createKeys(): (row: SheetRow) => string {
  const seen = new Map<string, number>();
  return ({ fields }) => {
    const content = JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
    const count = (seen.get(content) ?? 0) + 1;
    seen.set(content, count);
    return `import-${sha256(content)}-${count}`;
  };
}
