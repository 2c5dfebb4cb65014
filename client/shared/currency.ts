import type { EventTotalsFragment } from "../api/generated/graphql.ts";

/** A currency and its number of minor digits. */
export interface Currency {
  code: string;
  minorDigits: number;
}

/** The currency of an event. */
export function currencyOf(event: Pick<EventTotalsFragment, "currency" | "totalCollected">): Currency {
  return { code: event.currency, minorDigits: countMinorDigits(event.totalCollected.amount) };
}

/** The number of minor digits in decimal text: `125.50` has 2, `3000` none. The server always sends all of them. */
export function countMinorDigits(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}
