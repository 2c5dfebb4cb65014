import { html, nothing, type TemplateResult } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawEntry, type EntryContext } from "../entry/entry-view.ts";
import { amountOf } from "../entry/entry-words.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatShortInstant } from "../shared/formats.ts";
import type { ListRow } from "./fold-history.ts";
import { historyTexts } from "./texts.ts";

/** A row of the list, including its folded history. */
export function drawRow(row: ListRow, context: EntryContext): TemplateResult {
  return drawEntry(row.entry, context, {
    history: drawHistory(row, context),
    reason: row.voidedBy?.reason,
  });
}

/** The history of a row: a summary of who voided it or what it was before, with the entries inside. */
function drawHistory({ voidedBy, history }: ListRow, context: EntryContext) {
  const folded = [...(voidedBy ? [voidedBy] : []), ...history];
  if (folded.length === 0) return nothing;
  // Open if a mail failed, because that must be visible.
  const needsLook = folded.some(({ notification }) => notification.status === "FAILED");
  return html`
    <details part="history" class="history" ?open=${needsLook}>
      <summary>${voidedBy ? drawVoidedBy(voidedBy, context) : drawCorrected(history)}</summary>
      <div class="folded" role="list">${folded.map((entry) => drawEntry(entry, context))}</div>
    </details>
  `;
}

function drawVoidedBy({ loggedAt, recordedBy }: EntryFragment, { settings }: EntryContext) {
  const when = loggedAt ? formatShortInstant({ instant: loggedAt, timeZone: settings.timeZone }) : "";
  return recordedBy
    ? drawAround((name) => historyTexts.voidedBy(when, name), recordedBy)
    : historyTexts.voided(when);
}

/** The amount that was logged first, which someone may still have on paper. */
function drawCorrected(history: readonly EntryFragment[]) {
  const first = history.findLast(({ kind }) => kind !== "VOID");
  return historyTexts.corrected(first ? amountOf(first) : "");
}
