import type { ItemKey } from "../table/items.ts";

/** The key of an API key. */
export const apiKeyKey = (id: string): ItemKey => ({ pk: `APIKEY#${id}`, sk: "APIKEY" });

/** The key of something about access that happened: a partition for each day (UTC). */
export const auditKey = ({ at, id }: { at: string; id: string }): ItemKey => ({
  pk: `AUDIT#${at.slice(0, "2026-06-14".length)}`,
  sk: `${at}#${id}`,
});

/** The key of a count of wrong passwords. */
export const attemptsKey = (counter: string): ItemKey => ({ pk: `THROTTLE#${counter}`, sk: "THROTTLE" });
