/** What we read of the dispatch tool's own event item. We never write it. */
export interface EventFacts {
  title: string | null;
  startsAt: string | null;
  status: string | null;
  /** ISO 4217 code, or null when the item names none that exists. */
  currency: string | null;
  /** Decimal text as stored, or null: what the tool itself says was agreed, and asked as a deposit. */
  agreedTotal: string | null;
  deposit: string | null;
  crew: string[];
}

/** Which attribute of the event item holds which fact. */
export type EventMapping = Record<keyof EventFacts, string>;

/** The mapping when none is configured: the same names. */
export const DEFAULT_EVENT_MAPPING: EventMapping = {
  title: "title",
  startsAt: "startsAt",
  status: "status",
  currency: "currency",
  agreedTotal: "agreedTotal",
  deposit: "deposit",
  crew: "crew",
};
