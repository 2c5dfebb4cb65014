import { type Attribute, type Item, readText } from "../../table/attributes.ts";
import { minorDigits } from "../../values/money.ts";

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

/** Reads the facts of an event from the tool's item. */
export function readEventFacts(item: Item, mapping: EventMapping): EventFacts {
  const currency = readText(item, mapping.currency);
  return {
    title: readText(item, mapping.title),
    startsAt: readText(item, mapping.startsAt),
    status: readText(item, mapping.status),
    currency: currency !== null && minorDigits(currency) !== null ? currency : null,
    agreedTotal: readDecimal(item[mapping.agreedTotal]),
    deposit: readDecimal(item[mapping.deposit]),
    crew: readTexts(item[mapping.crew]),
  };
}

const readDecimal = (attribute: Attribute | undefined) => attribute?.N ?? attribute?.S?.trim() ?? null;

function readTexts(attribute: Attribute | undefined): string[] {
  if (attribute?.SS) return attribute.SS;
  return attribute?.L?.map((member) => member.S).filter((text) => text !== undefined) ?? [];
}
