import type { DashboardQuery } from "./generated/graphql.ts";

/** An event as a card shows it, with the newest of its entries. */
export type DashboardEvent = NonNullable<DashboardQuery["events"][number]>;

/** What one card gets of the shared answer. `event` is null where the server does not know the id. */
export type EventAnswer = Omit<DashboardQuery, "events"> & { event: DashboardEvent | null };

/** Whether the caller's credential allows logging payments. The server decides; this only hides what it would refuse. */
export function mayLog({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN") || viewer.scopes.includes("PAYMENTS_WRITE");
}

/** Whether the caller is an admin, who may also take back, correct and send again. */
export function isAdmin({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN");
}
