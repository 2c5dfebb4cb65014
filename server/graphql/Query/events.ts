import { badUserInput } from "../bad-request.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";
import { prefetchPages } from "../payment-pages.ts";
import { visibleEvent } from "../visible-event.ts";

const MAX_EVENTS = 200;

export const events: QueryResolvers["events"] = (_, { ids }, context, info) => {
  if (ids.length > MAX_EVENTS) throw badUserInput(`A request may name at most ${MAX_EVENTS} events.`);
  prefetchPages(ids, context, info);
  return Promise.all(ids.map((id) => visibleEvent(id, context)));
};
