import { type Item, readDecimal, readText, readTexts } from "../../../table/items.ts";
import { minorDigits } from "../../../values/money.ts";
import type { EventFacts, EventMapping } from "../../event-facts.ts";

/** Reads the facts of an event from the dispatch tool's item. */
export function readEventFacts(item: Item, mapping: EventMapping): EventFacts {
  const currency = readText(item, mapping.currency);
  return {
    title: readText(item, mapping.title),
    startsAt: readText(item, mapping.startsAt),
    endsAt: readText(item, mapping.endsAt),
    status: readText(item, mapping.status),
    currency: currency !== null && minorDigits(currency) !== null ? currency : null,
    agreedTotal: readAmount(item, mapping.agreedTotal),
    deposit: readAmount(item, mapping.deposit),
    crew: readTexts(item, mapping.crew),
  };
}

const readAmount = (item: Item, name: string) =>
  readDecimal(item, name) ?? readText(item, name)?.trim() ?? null;
