import type { DashboardQuery } from "./generated/graphql.ts";

/** An event as a card shows it, with its newest entries. */
export type DashboardEvent = NonNullable<DashboardQuery["events"][number]>;

/** One card's part of the shared response. `event` is null if the server does not know the id. */
export type EventAnswer = Omit<DashboardQuery, "events"> & { event: DashboardEvent | null };

/** Whether the caller may log payments. The server decides; this only hides what it would refuse. */
export function mayLog({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN") || viewer.scopes.includes("PAYMENTS_WRITE");
}

/** Whether the caller is an admin, who may also void, refund, correct and resend. */
export function isAdmin({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN");
}
