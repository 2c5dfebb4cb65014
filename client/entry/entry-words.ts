import { nothing } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatDate, formatMoney } from "../shared/formats.ts";
import { entryTexts } from "./texts.ts";

/** Who paid, or a text for rows without a name. */
export function patronOf({ patron }: Pick<EntryFragment, "patron">): string {
  return patron ?? entryTexts.noPatron;
}

/** The amount, or the stored text if it is not a valid amount. */
export function amountOf({ amount, storedAmount }: Pick<EntryFragment, "amount" | "storedAmount">): string {
  return amount ? formatMoney(amount) : (storedAmount ?? "");
}

/** The day on which it was received or refunded, or a text if it is unknown. */
export function receivedWords({ receivedOn, kind }: Pick<EntryFragment, "receivedOn" | "kind">): string {
  return receivedOn ? entryTexts.received(formatDate(receivedOn), kind) : entryTexts.noReceivedOn;
}

/** When it was logged and by whom, as far as known. */
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
