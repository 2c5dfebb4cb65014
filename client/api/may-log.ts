import type { EventAnswer } from "./event-loader.ts";

/** Whether the caller's credential allows logging payments. The server decides; this only hides what it would refuse. */
export function mayLog({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN") || viewer.scopes.includes("PAYMENTS_WRITE");
}

/** Whether the caller is an admin, who may also take back, correct and send again. */
export function isAdmin({ viewer }: Pick<EventAnswer, "viewer">): boolean {
  return viewer.scopes.includes("ADMIN");
}
