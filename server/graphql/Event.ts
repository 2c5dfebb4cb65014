import { NO_METHOD } from "../ledger/head.ts";
import { currencyOf, hasTotals, type LedgerSums } from "../ledger/ledger-lines.ts";
import type { Context } from "./context.ts";
import type { EventResolvers, PaymentMethod } from "./generated/resolver-types.ts";
import type { EventSource } from "./mappers.ts";
import { toPageRequest, toPaymentConnection } from "./payment-pages.ts";

const sumsOf = async (event: EventSource, { loaders }: Context): Promise<LedgerSums> =>
  hasTotals(event.head) ? event.head : loaders.unadoptedSums(event.eventId);

const currency = (event: EventSource, context: Context) => currencyOf(event, context.ledger.operatorCurrency);

export const Event: EventResolvers = {
  id: (event) => event.eventId,
  title: (event) => event.facts?.title ?? null,
  startsAt: (event) => event.facts?.startsAt ?? null,
  status: (event) => event.facts?.status ?? null,
  currency: (event, _, context) => currency(event, context),

  totalCollected: async (event, _, context) => ({
    minorUnits: (await sumsOf(event, context)).collectedMinorUnits,
    currency: currency(event, context),
  }),

  paymentCount: async (event, _, context) => (await sumsOf(event, context)).standingCount,

  totalsByMethod: async (event, _, context) => {
    const { methods } = await sumsOf(event, context);
    return Object.entries(methods)
      .sort(([, a], [, b]) => b.minorUnits - a.minorUnits)
      .map(([name, { minorUnits, count }]) => ({
        method: name === NO_METHOD ? null : (name as PaymentMethod),
        total: { minorUnits, currency: currency(event, context) },
        count,
      }));
  },

  payments: async (event, args, { loaders }) =>
    toPaymentConnection(await loaders.page(toPageRequest(event.eventId, args)), args),

  lastSequence: (event) => event.head?.sequence ?? 0,
  ledgerHead: (event) => (event.head && event.head.sequence > 0 ? event.head.newestHash : null),
};
