import { type Departure, decideDeparture } from "../../ledger/departure.ts";
import type { LedgerSums } from "../../ledger/head.ts";
import { currencyOf, hasTotals, termsOf } from "../../ledger/reading.ts";
import type { Context } from "../context.ts";
import { listFilteredPayments, toFilter } from "../filtered-payments.ts";
import type { EventResolvers } from "../generated/resolver-types.ts";
import type { EventSource } from "../mappers.ts";
import { lastPlace, toPage } from "../payment-pages.ts";
import { toMethodTotals, toPurposeTotals } from "./group-totals.ts";

const sumsOf = async (event: EventSource, { loaders }: Context): Promise<LedgerSums> =>
  hasTotals(event.head) ? event.head : loaders.unadoptedSums(event.eventId);

const currency = (event: EventSource, context: Context) => currencyOf(event, context.ledger.operatorCurrency);

const termsIn = (event: EventSource, context: Context) => termsOf(event, currency(event, context));

const money = (minorUnits: number | null | undefined, event: EventSource, context: Context) =>
  minorUnits == null ? null : { minorUnits, currency: currency(event, context) };

const fareOf = async (event: EventSource, context: Context) => (await sumsOf(event, context)).purposes.FARE;

/** The agreed total minus the fare collected; null without terms. */
async function owed(event: EventSource, context: Context): Promise<number | null> {
  const terms = termsIn(event, context);
  return terms && terms.agreedTotalMinorUnits - (await fareOf(event, context));
}

const negated = (minorUnits: number | null) => (minorUnits === null ? null : 0 - minorUnits);
const positive = (minorUnits: number | null) => (minorUnits === null ? null : Math.max(minorUnits, 0));

/** Without terms, nothing needs to be summed. It is not, because the response time would reveal to the crew that payments exist. */
async function departureOf(event: EventSource, context: Context): Promise<Departure> {
  const terms = termsIn(event, context);
  const fareMinorUnits = terms ? await fareOf(event, context) : 0;
  return decideDeparture({ status: event.facts?.status ?? null, terms, fareMinorUnits });
}

export const Event: EventResolvers = {
  id: (event) => event.eventId,
  title: (event) => event.facts?.title ?? null,
  startsAt: (event) => event.facts?.startsAt ?? null,
  status: (event) => event.facts?.status ?? null,
  currency: (event, _, context) => currency(event, context),

  agreedTotal: (event, _, context) => money(termsIn(event, context)?.agreedTotalMinorUnits, event, context),
  deposit: (event, _, context) => money(termsIn(event, context)?.depositMinorUnits, event, context),
  fareCollected: async (event, _, context) => ({
    minorUnits: await fareOf(event, context),
    currency: currency(event, context),
  }),
  balanceDue: async (event, _, context) => money(positive(await owed(event, context)), event, context),
  credit: async (event, _, context) => money(positive(negated(await owed(event, context))), event, context),
  paymentState: async (event, _, context) => (await departureOf(event, context)).paymentState,
  clearToDepart: async (event, _, context) => (await departureOf(event, context)).clearToDepart,
  banner: async (event, _, context) => (await departureOf(event, context)).banner,

  totalCollected: async (event, _, context) => ({
    minorUnits: (await sumsOf(event, context)).collectedMinorUnits,
    currency: currency(event, context),
  }),

  paymentCount: async (event, _, context) => (await sumsOf(event, context)).activeCount,

  totalsByMethod: async (event, _, context) => {
    const { methods } = await sumsOf(event, context);
    return toMethodTotals(Object.entries(methods), currency(event, context));
  },

  totalsByPurpose: async (event, _, context) =>
    toPurposeTotals((await sumsOf(event, context)).purposes, currency(event, context)),

  payments: async (event, { filter, ...args }, context) => {
    const page = toPage(event.eventId, args);
    if (filter) return listFilteredPayments(context, { event, filter: toFilter(filter, context), page });
    const { lines, hasMore } = await context.loaders.page(page.request);
    return page.toConnection({ lines, next: hasMore ? lastPlace(lines) : null });
  },

  lastSequence: (event) => event.head?.sequence ?? 0,
  ledgerHead: (event) => (event.head && event.head.sequence > 0 ? event.head.newestHash : null),
};
