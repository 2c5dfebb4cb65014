import { type MethodSum, NO_METHOD } from "../../ledger/head.ts";
import { purposesIn, type Sums } from "../../ledger/purposes.ts";
import type { PaymentMethod } from "../generated/resolver-types.ts";

/** Sums by method, largest first, in the form of the schema. */
export function toMethodTotals(sums: Iterable<[string, MethodSum]>, currency: string) {
  return [...sums]
    .sort(([, a], [, b]) => b.minorUnits - a.minorUnits)
    .map(([name, { minorUnits, count }]) => ({
      method: name === NO_METHOD ? null : (name as PaymentMethod),
      total: { minorUnits, currency },
      count,
    }));
}

/** Amounts by purpose that are not zero, in the form of the schema. */
export function toPurposeTotals(sums: Sums, currency: string) {
  return purposesIn(sums).map((purpose) => ({
    purpose,
    total: { minorUnits: sums[purpose], currency },
  }));
}

/** The same as parts of an amount. */
export const toPaymentParts = (sums: Sums, currency: string) =>
  toPurposeTotals(sums, currency).map(({ purpose, total: amount }) => ({ purpose, amount }));
