import { html, nothing, type TemplateResult } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import type { EntryContext } from "../entry/entry-view.ts";
import { amountOf } from "../entry/entry-words.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatShortInstant } from "../shared/formats.ts";
import type { ListRow } from "./fold-history.ts";
import { historyTexts } from "./texts.ts";

/** What led to a line or took it back, folded into one: who did it and what it was before; the entries themselves within. */
export function drawHistory(
  { takenBackBy, history }: ListRow,
  context: EntryContext & { drawEntry: (entry: EntryFragment) => TemplateResult },
) {
  const folded = [...(takenBackBy ? [takenBackBy] : []), ...history];
  if (folded.length === 0) return nothing;
  // What went wrong must not hide in there.
  const needsLook = folded.some(({ notification }) => notification.status === "FAILED");
  return html`
    <details part="history" class="history" ?open=${needsLook}>
      <summary>${takenBackBy ? drawTakenBack(takenBackBy, context) : drawCorrected(history)}</summary>
      <div class="folded" role="list">${folded.map((entry) => context.drawEntry(entry))}</div>
    </details>
  `;
}

function drawTakenBack({ loggedAt, recordedBy }: EntryFragment, { settings }: EntryContext) {
  const when = loggedAt ? formatShortInstant({ instant: loggedAt, timeZone: settings.timeZone }) : "";
  return recordedBy
    ? drawAround((name) => historyTexts.voidedBy(when, name), recordedBy)
    : historyTexts.voided(when);
}

/** The amount first logged, which is what somebody may still have on paper. */
function drawCorrected(history: readonly EntryFragment[]) {
  const first = history.findLast(({ kind }) => kind !== "VOID");
  return historyTexts.corrected(first ? amountOf(first) : "");
}

/** Where a payment went to or came from, when it belongs to another event. */
export function drawMoves({ replaces, replacedBy }: EntryFragment, { eventId }: EntryContext) {
  const isElsewhere = (link: { eventId: string } | null): link is { eventId: string } =>
    link !== null && link.eventId !== eventId;
  return [
    isElsewhere(replacedBy) ? drawAround(historyTexts.movedTo, replacedBy.eventId) : "",
    isElsewhere(replaces) ? drawAround(historyTexts.movedFrom, replaces.eventId) : "",
  ];
}
