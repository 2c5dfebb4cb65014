import { addUpEntries, closePeriod, isExact } from "../../ledger/read/add-up-entries.ts";
import { minorDigits } from "../../values/money.ts";
import { badUserInput } from "../bad-request.ts";
import { toFilter } from "../filtered-payments.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";

export const paymentTotals: QueryResolvers["paymentTotals"] = async (_, args, context) => {
  const { ledger, loaders } = context;
  const { clock, timeZone, operatorCurrency } = ledger;
  const now = clock.now();
  const currency = args.currency ?? operatorCurrency;
  if (minorDigits(currency) === null) throw badUserInput("`currency` must be an ISO 4217 code such as USD.");
  const filter = toFilter(args.filter, context);
  const closed = closePeriod(filter, { now, timeZone });
  if ("fault" in closed) throw badUserInput(closed.fault);
  const event = filter.eventId === null ? null : await loaders.event(filter.eventId);
  const totals = await addUpEntries(ledger, { period: closed.period, currency, event, now });
  if (!isExact(totals))
    throw badUserInput("The sums are too large to be represented exactly. Request fewer days.");
  return totals;
};
