import type { Method, Money, Payment } from "./payment.ts";

const moneyFormats = new Map<string, Intl.NumberFormat>();
const instantFormats = new Map<string, Intl.DateTimeFormat>();
let dayFormat: Intl.DateTimeFormat | undefined;

/** A formatted amount, e.g. `$125.50`. */
export function formatMoney({ amount, currency }: Money): string {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat("en-US", { style: "currency", currency });
    moneyFormats.set(currency, format);
  }
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A day, e.g. `Jun 14, 2026`. */
function formatDay(day: string): string {
  dayFormat ??= new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** An instant in the operator's zone, e.g. `Jun 14, 2026, 4:05 PM`. */
function formatInstant(instant: string, timeZone: string): string {
  let format = instantFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone });
    instantFormats.set(timeZone, format);
  }
  return format.format(new Date(instant));
}

/** The operator's calendar date as `YYYY-MM-DD`. */
export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format();
}

/** The amount of an entry, or the stored text if it is not valid. */
export function amountOf({ amount, storedAmount }: Payment): string {
  return amount ? formatMoney(amount) : (storedAmount ?? "");
}

/** The label of a method. */
export function methodLabel(method: string | null, methods: readonly Method[]): string {
  return methods.find((one) => one.method === method)?.label ?? "";
}

/** When an entry was logged and by whom, as far as known. */
export function loggedWords({ loggedAt, recordedBy }: Payment, timeZone: string): string {
  const words = loggedAt ? `Logged ${formatInstant(loggedAt, timeZone)}` : "";
  return recordedBy ? `${words} by ${recordedBy}`.trim() : words;
}

/** The day on which the money was received or refunded. */
export function receivedWords({ receivedOn, kind }: Payment): string {
  if (!receivedOn) return "Date not noted";
  return `${kind === "REFUND" ? "Given back" : "Received"} ${formatDay(receivedOn)}`;
}

/** The number of active payments, in words. */
export const countWords = (count: number) => (count === 1 ? "1 payment" : `${count} payments`);
