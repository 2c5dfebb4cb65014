import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { DashboardEvent } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { openerTexts } from "../dialog/opener-texts.ts";
import type { EntryContext } from "../entry/entry-view.ts";
import { pageLanguage, textLanguage } from "../shared/language.ts";
import { foldHistory, type ListRow } from "./fold-history.ts";
import { drawRow } from "./row-view.ts";
import { listTexts } from "./texts.ts";

/** Gray bars of about the final height, so that the layout does not jump. */
export function drawSkeleton() {
  return html`
    <p class="visually-hidden" role="status">${listTexts.loading}</p>
    <div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
  `;
}

/** A message instead of entries. */
export function drawMessage(sentence: string) {
  return html`<p part="message" class="message">${sentence}</p>`;
}

/** What failed, why, and a button to try again. */
export function drawFailure({ what, why, onRetry }: { what: string; why?: string; onRetry?: () => void }) {
  return html`
    <slot name="error">
      <div part="message" class="message failure" role="alert">
        <p><strong>${what}</strong> ${why ?? nothing}</p>
        ${onRetry ? html`<button type="button" @click=${onRetry}>${listTexts.retry}</button>` : nothing}
      </div>
    </slot>
  `;
}

/** How many rows share a group, and from how many rows on groups out of view are not rendered. */
const LINES = { together: 20, atOnce: 60 };

/**
 * The loaded part of the ledger, or a message if it is empty. Rows are in groups without semantics: the browser then skips
 * thousands of rows out of view as a few hundred groups.
 */
export function drawEntries(event: DashboardEvent, context: EntryContext) {
  const { nodes } = event.payments;
  if (nodes.length === 0) {
    return html`<div part="message" class="message"><slot name="empty">${listTexts.empty}</slot></div>`;
  }
  // A render for another reason, e.g. a pressed button, neither folds nor compares the thousands of entries again.
  return guard(drawnFrom([nodes], context), () => drawGroups(nodes, context));
}

function drawGroups(entries: readonly EntryFragment[], context: EntryContext) {
  const rows = foldHistory(entries).map(asBefore);
  const groups = Array.from({ length: Math.ceil(rows.length / LINES.together) }, (_, index) =>
    rows.slice(index * LINES.together, (index + 1) * LINES.together),
  );
  return html`
    <div part="entries" class="entries" role="list" ?data-long=${rows.length > LINES.atOnce}>
      ${groups.map((group) => html`<div class="group" role="none">${guard(drawnFrom(group, context), () => drawRows(group, context))}</div>`)}
    </div>
  `;
}

const drawRows = (rows: readonly ListRow[], context: EntryContext) =>
  repeat(
    rows,
    ({ entry }) => entry.id,
    (row) => guard(drawnFrom([row], context), () => drawRow(row, context)),
  );

/** Everything that these rows depend on: another page leaves thousands of them unchanged. */
const drawnFrom = (rows: readonly unknown[], { onActions, eventId, settings }: EntryContext) => [
  ...[onActions, eventId, settings.timeZone, pageLanguage(), textLanguage()],
  ...rows,
];

const shownRows = new WeakMap<EntryFragment, ListRow>();

/** The previous row of an entry, if nothing in it has changed. */
function asBefore(row: ListRow): ListRow {
  const known = shownRows.get(row.entry);
  const isSame =
    known?.voidedBy === row.voidedBy &&
    known?.history.length === row.history.length &&
    known.history.every((entry, index) => entry === row.history[index]);
  if (known && isSame) return known;
  shownRows.set(row.entry, row);
  return row;
}

/** The status of loading more. */
export type MoreState = "idle" | "pending" | "failed";

/** The button that loads older entries. */
export function drawMore(state: MoreState, onClick: () => void) {
  const isPending = state === "pending";
  return html`
    <div class="more">
      ${state === "failed" ? html`<p role="alert">${listTexts.moreFailed}</p>` : nothing}
      <button part="more-button" type="button" aria-disabled=${isPending} @click=${onClick}>
        ${isPending ? listTexts.loadingMore : listTexts.loadMore}
      </button>
    </div>
  `;
}

/** The button that opens the form. Labelled with its event, because there is one on every card. */
export function drawLogButton({ title }: DashboardEvent, onClick: () => void) {
  const label = openerTexts.logPaymentFor(title);
  return html`
    <button part="log-button" class="primary" type="button" aria-haspopup="dialog" aria-label=${label} @click=${onClick}>
      ${openerTexts.logPayment}
    </button>
  `;
}
