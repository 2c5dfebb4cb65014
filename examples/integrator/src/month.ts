import type { Ask } from "./connection.ts";
import { PaymentTotalsDocument } from "./generated/graphql.ts";
import { type Entry, readPayments } from "./read-payments.ts";

/** The sums of a month by currency, in minor units, as added up here and as the server tells them. */
export interface MonthSums {
  entries: number;
  own: Map<string, bigint>;
  told: Map<string, bigint>;
  /** The server's sums as decimal text, e.g. `1250.07 USD`. */
  texts: string[];
  /** Rows of an older handler whose amount is none of the currency: in no sum, for a person to look at. */
  uncounted: Entry[];
}

/** The first and the last day of a month such as `2026-06`. */
export function daysOf(month: string): { receivedFrom: string; receivedTo: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { receivedFrom: `${month}-01`, receivedTo: `${month}-${last}` };
}

/** Reads the payments of a month, adds them up, and asks for the totals. Voids and refunds are negative, so nothing is left out. */
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

/** Whether both have come to the same. */
export function isSame({ own, told }: MonthSums): boolean {
  const currencies = new Set([...own.keys(), ...told.keys()]);
  return [...currencies].every((currency) => (own.get(currency) ?? 0n) === (told.get(currency) ?? 0n));
}

/** Minor units are whole numbers that JSON keeps exactly; sums of them are kept exactly by `bigint`. Never a float. */
function add(sums: Map<string, bigint>, { minorUnits, currency }: { minorUnits: number; currency: string }) {
  sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minorUnits));
}

/** The totals of one currency at a time: the operator's, and then the others that occur. */
async function readTotals(
  ask: Ask,
  filter: ReturnType<typeof daysOf>,
): Promise<Pick<MonthSums, "told" | "texts">> {
  const { paymentTotals: first } = await ask(PaymentTotalsDocument, { filter });
  const told = new Map<string, bigint>();
  const texts: string[] = [];
  const take = ({ total }: typeof first) => {
    add(told, total);
    texts.push(`${total.amount} ${total.currency}`);
  };
  take(first);
  for (const currency of first.otherCurrencies)
    take((await ask(PaymentTotalsDocument, { filter, currency })).paymentTotals);
  return { told, texts };
}
