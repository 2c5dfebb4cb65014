import type { Ask } from "./connection.ts";
import { PaymentTotalsDocument } from "./generated/graphql.ts";
import { type Entry, readPayments } from "./read-payments.ts";

/** A month's sums by currency, in minor units, as added up here and as the server reports them. */
export interface MonthSums {
  entries: number;
  own: Map<string, bigint>;
  reported: Map<string, bigint>;
  /** The server's sums as decimal text, e.g. `1250.07 USD`. */
  texts: string[];
  /** Legacy rows whose amount is invalid in the currency: in no sum, for a person to look at. */
  uncounted: Entry[];
}

/** The first and the last day of a month such as `2026-06`. */
export function daysOf(month: string): { receivedFrom: string; receivedTo: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { receivedFrom: `${month}-01`, receivedTo: `${month}-${last}` };
}

/** Reads a month's payments, adds them up, and asks for the totals. Voids and refunds are negative, so everything is included. */
export async function sumUpMonth(ask: Ask, month: string): Promise<MonthSums> {
  const filter = daysOf(month);
  const own = new Map<string, bigint>();
  const uncounted: Entry[] = [];
  let entries = 0;
  for await (const entry of readPayments(ask, filter)) {
    entries += 1;
    if (entry.amount) add(own, entry.amount);
    else uncounted.push(entry);
  }
  return { entries, own, uncounted, ...(await readTotals(ask, filter)) };
}

/** Whether both sums are equal. */
export function isSame({ own, reported }: MonthSums): boolean {
  const currencies = new Set([...own.keys(), ...reported.keys()]);
  return [...currencies].every((currency) => (own.get(currency) ?? 0n) === (reported.get(currency) ?? 0n));
}

/** Minor units are integers that JSON carries exactly; `bigint` keeps their sums exact. Never use a float. */
function add(sums: Map<string, bigint>, { minorUnits, currency }: { minorUnits: number; currency: string }) {
  sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minorUnits));
}

/** The totals, one currency at a time: the operator's, then any others. */
async function readTotals(
  ask: Ask,
  filter: ReturnType<typeof daysOf>,
): Promise<Pick<MonthSums, "reported" | "texts">> {
  const { paymentTotals: first } = await ask(PaymentTotalsDocument, { filter });
  const reported = new Map<string, bigint>();
  const texts: string[] = [];
  const take = ({ total }: typeof first) => {
    add(reported, total);
    texts.push(`${total.amount} ${total.currency}`);
  };
  take(first);
  for (const currency of first.otherCurrencies)
    take((await ask(PaymentTotalsDocument, { filter, currency })).paymentTotals);
  return { reported, texts };
}
