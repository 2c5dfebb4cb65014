import type { QueryResolvers } from "../generated/resolver-types.ts";

export const settings: QueryResolvers["settings"] = (_, __, { ledger }) => ({
  timeZone: ledger.timeZone,
  currency: ledger.operatorCurrency,
});
