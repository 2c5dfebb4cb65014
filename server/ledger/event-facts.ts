/** What we read from the dispatch tool's event item. We never write it. */
export interface EventFacts {
  title: string | null;
  startsAt: string | null;
  endsAt: string | null;
  status: string | null;
  /** ISO 4217 code, or null if the item names no existing currency. */
  currency: string | null;
  /** Decimal text as stored, or null: the agreed total and the deposit according to the dispatch tool. */
  agreedTotal: string | null;
  deposit: string | null;
  crew: string[];
}

/** The attribute of the event item that holds each fact. */
export type EventMapping = Record<keyof EventFacts, string>;

/** The default mapping: attributes with the same names. */
export const DEFAULT_EVENT_MAPPING: EventMapping = {
  title: "title",
  startsAt: "startsAt",
  endsAt: "endsAt",
  status: "status",
  currency: "currency",
  agreedTotal: "agreedTotal",
  deposit: "deposit",
  crew: "crew",
};
