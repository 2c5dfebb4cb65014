import { readPageSize } from "../connection.ts";
import { listFilteredPayments, listPayments, toFilter } from "../filtered-payments.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";
import { toPage } from "../payment-pages.ts";

export const payments: QueryResolvers["payments"] = async (_, { filter: given, ...args }, context) => {
  const filter = toFilter(given ?? {}, context);
  if (filter.eventId !== null) {
    const event = await context.loaders.event(filter.eventId);
    const page = toPage(filter.eventId, args);
    if (!event) return page.toConnection({ lines: [], next: null });
    return listFilteredPayments(context, { event, filter, page });
  }
  const direction = args.orderBy === "OLDEST_FIRST" ? "oldestFirst" : "newestFirst";
  return listPayments(context, {
    filter,
    limit: readPageSize("first", args.first),
    after: args.after,
    direction,
  });
};
