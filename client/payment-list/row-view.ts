import { html, nothing, type TemplateResult } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawEntry, type EntryContext } from "../entry/entry-view.ts";
import { amountOf } from "../entry/entry-words.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatShortInstant } from "../shared/formats.ts";
import type { ListRow } from "./fold-history.ts";
import { historyTexts } from "./texts.ts";

/** One line of the list, with what is folded into it. */
export function drawRow(row: ListRow, context: EntryContext): TemplateResult {
  return drawEntry(row.entry, context, {
    history: drawHistory(row, context),
    reason: row.takenBackBy?.reason,
  });
}

/** What led to a line or took it back, folded into one: who did it and what it was before; the entries themselves within. */
function drawHistory({ takenBackBy, history }: ListRow, context: EntryContext) {
  const folded = [...(takenBackBy ? [takenBackBy] : []), ...history];
  if (folded.length === 0) return nothing;
  // What went wrong must not hide in there.
  const needsLook = folded.some(({ notification }) => notification.status === "FAILED");
  return html`
    <details part="history" class="history" ?open=${needsLook}>
      <summary>${takenBackBy ? drawTakenBack(takenBackBy, context) : drawCorrected(history)}</summary>
      <div class="folded" role="list">${folded.map((entry) => drawEntry(entry, context))}</div>
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
