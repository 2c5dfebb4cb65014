import { formatDecimal, minorDigits } from "../../values/money.ts";
import type { MoneyResolvers } from "../generated/resolver-types.ts";

export const Money: MoneyResolvers = {
  amount: ({ minorUnits, currency }) => formatDecimal(minorUnits, minorDigits(currency) ?? 0),
};
