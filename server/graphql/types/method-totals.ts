import { type MethodSum, NO_METHOD } from "../../ledger/head.ts";
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
