import { nothing } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatDate, formatMoney } from "../shared/formats.ts";
import { entryTexts } from "./texts.ts";

/** Who paid, or words for rows without a name. */
export function patronOf({ patron }: Pick<EntryFragment, "patron">): string {
  return patron ?? entryTexts.noPatron;
}

/** How much; as it is stored where that is no amount of the currency. */
export function amountOf({ amount, storedAmount }: Pick<EntryFragment, "amount" | "storedAmount">): string {
  return amount ? formatMoney(amount) : (storedAmount ?? "");
}

/** On which day it was received or given back, or that nobody noted it. */
export function receivedWords({ receivedOn, kind }: Pick<EntryFragment, "receivedOn" | "kind">): string {
  return receivedOn ? entryTexts.received(formatDate(receivedOn), kind) : entryTexts.noReceivedOn;
}

/** When it was logged and by whom, as far as that is known. */
export function drawLogged(
  { loggedAt, recordedBy }: Pick<EntryFragment, "loggedAt" | "recordedBy">,
  drawInstant: (instant: string) => string,
) {
  if (!loggedAt) return recordedBy ? drawAround(entryTexts.recordedBy, recordedBy) : nothing;
  const instant = drawInstant(loggedAt);
  return recordedBy
    ? drawAround((name) => entryTexts.loggedBy(instant, name), recordedBy)
    : entryTexts.logged(instant);
}
