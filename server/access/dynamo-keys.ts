import type { ItemKey } from "../table/items.ts";

/** The item key of an API key. */
export const apiKeyKey = (id: string): ItemKey => ({ pk: `APIKEY#${id}`, sk: "APIKEY" });

/** The item key of an access event: one partition a day (UTC). */
export const auditKey = ({ at, id }: { at: string; id: string }): ItemKey => ({
  pk: `AUDIT#${at.slice(0, "2026-06-14".length)}`,
  sk: `${at}#${id}`,
});

/** The item key of a counter of wrong passwords. */
export const attemptsKey = (counter: string): ItemKey => ({ pk: `THROTTLE#${counter}`, sk: "THROTTLE" });
