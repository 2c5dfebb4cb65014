import { hasScope } from "../access/viewer.ts";
import type { EventSnapshot } from "../ledger/ledger-store.ts";
import type { Context } from "./context.ts";

/**
 * An event if this viewer may know of it, otherwise null. An event known only by its payments does not exist for the crew:
 * its existence would reveal that there are payments. For the same reason nothing more is read, because the response time
 * would reveal as much.
 */
export async function visibleEvent(id: string, { loaders, viewer }: Context): Promise<EventSnapshot | null> {
  if (hasScope(viewer, "PAYMENTS_READ")) return loaders.event(id);
  const snapshot = await loaders.snapshot(id);
  return snapshot && (snapshot.facts || snapshot.terms) ? snapshot : null;
}
