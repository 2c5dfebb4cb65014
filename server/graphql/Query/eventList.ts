import { isEventId } from "../../ledger/ids.ts";
import { readCursor, readPageSize, toConnection } from "../connection.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";

const LIST = "events";

export const eventList: QueryResolvers["eventList"] = async (_, args, context) => {
  const after = readCursor(LIST, args.after, (id) => (isEventId(id) ? id : null));
  const page = await context.ledger.store.listLedgers({ limit: readPageSize("first", args.first), after });
  const events = await Promise.all(page.eventIds.map((id) => context.loaders.event(id)));
  return toConnection({
    list: LIST,
    nodes: events.filter((event) => event !== null),
    placeOf: (event) => event.eventId,
    hasNextPage: page.hasMore,
    hasPreviousPage: after !== undefined,
  });
};
