import type { QueryResolvers } from "../generated/resolver-types.ts";
import { prefetchPages } from "../payment-pages.ts";
import { visibleEvent } from "../visible-event.ts";

export const event: QueryResolvers["event"] = (_, { id }, context, info) => {
  prefetchPages([id], context, info);
  return visibleEvent(id, context);
};
