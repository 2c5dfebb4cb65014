import { badUserInput } from "../bad-request.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";
import { prefetchPages } from "../payment-pages.ts";
import { visibleEvent } from "../visible-event.ts";

const MOST_EVENTS = 200;

export const events: QueryResolvers["events"] = (_, { ids }, context, info) => {
  if (ids.length > MOST_EVENTS) throw badUserInput(`At most ${MOST_EVENTS} events are answered at once.`);
  prefetchPages(ids, context, info);
  return Promise.all(ids.map((id) => visibleEvent(id, context)));
};
