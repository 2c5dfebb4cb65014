import type { PeriodTotals } from "../../ledger/read/add-up-entries.ts";
import type { PaymentTotalsResolvers } from "../generated/resolver-types.ts";
import { toMethodTotals, toPurposeTotals } from "./group-totals.ts";

const money = (minorUnits: number, { currency }: PeriodTotals) => ({ minorUnits, currency });

export const PaymentTotals: PaymentTotalsResolvers = {
  total: (totals) => money(totals.minorUnits, totals),
  byMethod: (totals) => toMethodTotals(totals.byMethod, totals.currency),
  byPurpose: (totals) => toPurposeTotals(totals.purposes, totals.currency),
  byDay: (totals) =>
    [...totals.byDay]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, { minorUnits, count }]) => ({ date, total: money(minorUnits, totals), count })),
  otherCurrencies: ({ otherCurrencies }) => [...otherCurrencies].sort(),
};
