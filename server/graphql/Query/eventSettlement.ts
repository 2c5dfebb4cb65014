import { settleEvent } from "../../ledger/read/settle-event.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";

export const eventSettlement: QueryResolvers["eventSettlement"] = async (
  _,
  { eventId },
  { ledger, loaders },
) => {
  const event = await loaders.event(eventId);
  return event && settleEvent(ledger, event);
};
