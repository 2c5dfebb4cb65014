import type { EventTotalsFragment } from "../api/generated/graphql.ts";

/** A currency, and how many digits its amounts have after the point. */
export interface Currency {
  code: string;
  minorDigits: number;
}

/** The currency in which an event is kept. */
export function currencyOf(event: Pick<EventTotalsFragment, "currency" | "totalCollected">): Currency {
  return { code: event.currency, minorDigits: countMinorDigits(event.totalCollected.amount) };
}

/** How many minor digits a decimal text carries: `125.50` has 2, `3000` none. The server always sends all of them. */
export function countMinorDigits(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}
