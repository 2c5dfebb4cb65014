import { html, nothing } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { patronOf } from "../entry/entry-words.ts";
import { entryTexts } from "../entry/texts.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatDate } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";
import { partsWords } from "../shared/purpose-texts.ts";
import { drawMoney } from "./figures-view.ts";
import { hasGaps, type Settlement } from "./settlement.ts";
import { ledgerTexts } from "./texts.ts";

/**
 * The entries, oldest first. On a phone each takes a few lines instead of a row; explicit roles keep the table semantics, which a
 * browser would otherwise drop.
 */
export function drawLedger(settlement: Settlement) {
  const { nodes } = settlement.settled.event.payments;
  if (nodes.length === 0) return nothing;
  return html`
    <section part="entries" class="section">
      <h3 id="entries">${ledgerTexts.heading}</h3>
      ${drawLimit(settlement)}
      <table class="ledger" role="table" aria-labelledby="entries">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="number">${ledgerTexts.number}</th>
            <th role="columnheader" scope="col" class="received">${ledgerTexts.received}</th>
            <th role="columnheader" scope="col" class="patron">${ledgerTexts.patron}</th>
            <th role="columnheader" scope="col" class="method">${ledgerTexts.method}</th>
            <th role="columnheader" scope="col" class="amount">${ledgerTexts.amount}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">${nodes.map((entry) => drawRow(entry, settlement))}</tbody>
      </table>
      ${drawGaps(settlement)}
    </section>
  `;
}

function drawLimit({ settled }: Settlement) {
  const { nodes, pageInfo } = settled.event.payments;
  if (!pageInfo.hasNextPage) return nothing;
  return html`<p part="limit" class="limit">${ledgerTexts.first(nodes.length)}</p>`;
}

/** A missing number must not look like a removed entry. */
function drawGaps({ settled }: Settlement) {
  return hasGaps(settled) ? html`<p part="gaps" class="limit">${ledgerTexts.gaps}</p>` : nothing;
}

function drawRow(entry: EntryFragment, { paymentMethods }: Settlement) {
  const { sequence, receivedOn, method, reference } = entry;
  return html`
    <tr role="row">
      <td role="cell" class="number">${sequence ?? "–"}</td>
      <td role="cell" class="received">${receivedOn ? formatDate(receivedOn) : entryTexts.noReceivedOn}</td>
      <th role="rowheader" scope="row" class="patron">
        <bdi>${patronOf(entry)}</bdi> ${drawMark(entry)}
      </th>
      <td role="cell" class="method">
        ${methodName(method, paymentMethods)} ${reference ? html`<bdi class="reference">${reference}</bdi>` : nothing}
        ${drawParts(entry)}
      </td>
      <td role="cell" class="amount">${drawEntryAmount(entry)}</td>
    </tr>
  `;
}

/** What the amount contains besides fare. */
function drawParts({ parts }: EntryFragment) {
  const words = partsWords(parts);
  return words ? html`<span class="parts">${words}</span>` : nothing;
}

/** The kind or status of an entry in words, because a line through a figure alone may be missed. */
function drawMark({ kind, status, amount }: EntryFragment) {
  const words = [entryTexts.kinds[kind], entryTexts.statuses[status], amount ? "" : entryTexts.notCounted];
  const mark = words.filter(Boolean).join(" · ");
  return mark ? html`<span class="mark">${mark}</span>` : nothing;
}

/** The amount, struck through if the entry is voided or corrected. */
export function drawEntryAmount({ amount, status, storedAmount }: EntryFragment) {
  if (!amount) return drawAround(entryTexts.unreadableAmount, storedAmount ?? "");
  const isReversed = status === "VOIDED" || status === "CORRECTED";
  return isReversed ? html`<s>${drawMoney(amount)}</s>` : drawMoney(amount);
}
