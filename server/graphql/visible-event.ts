import { hasScope } from "../access/viewer.ts";
import type { EventSnapshot } from "../ledger/ledger-store.ts";
import type { Context } from "./context.ts";

/**
 * An event as this viewer may know of it, or null. An event that only its payments show is nothing to the crew: to
 * learn that it is there would be to learn that there are payments. Nor is more read for them, which would take time
 * that tells as much.
 */
export async function visibleEvent(id: string, { loaders, viewer }: Context): Promise<EventSnapshot | null> {
  if (hasScope(viewer, "PAYMENTS_READ")) return loaders.event(id);
  const snapshot = await loaders.snapshot(id);
  return snapshot && (snapshot.facts || snapshot.terms) ? snapshot : null;
}
