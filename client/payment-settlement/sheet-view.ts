import { html, nothing, type TemplateResult } from "lit";
import { openerTexts } from "../dialog/opener-texts.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatInstant } from "../shared/formats.ts";
import { formatStartsAt } from "../shared/starts-at.ts";
import { drawFigures, drawMethods, drawPurposes } from "./figures-view.ts";
import { drawLedger } from "./ledger-view.ts";
import { drawLooks, drawWarnings } from "./looks-view.ts";
import type { Settlement } from "./settlement.ts";
import { ledgerTexts, settlementTexts } from "./texts.ts";

/** Groups of a hash that a person can compare, as in a mail. */
const GROUPS = /.{1,4}/g;

/** The sheet, on screen and on paper: figures first, then warnings, the entries, and the signature lines. */
export function drawSheet(settlement: Settlement): TemplateResult {
  return html`
    <article part="sheet" class="sheet">
      ${drawHeader(settlement)}
      <div class="sums">
        <div class="column">${drawFigures(settlement.settled.event)} ${drawPurposes(settlement)}</div>
        ${drawMethods(settlement)}
      </div>
      ${drawWarnings(settlement)} ${drawLedger(settlement)} ${drawLooks(settlement)}
      <footer part="closing" class="closing">${drawHead(settlement)} ${drawSignatures()}</footer>
    </article>
  `;
}

/** Hidden on screen, where the dialog's header shows the same. */
function drawHeader({ settled: { event }, settings, drawnUpAt, drawnUpBy }: Settlement) {
  const { timeZone } = settings;
  const drawInstant = (instant: string) => formatInstant({ instant, timeZone });
  const drawnUp = drawInstant(drawnUpAt);
  return html`
    <header part="sheet-header" class="sheet-header">
      <div>
        <p class="on-paper">${openerTexts.settlement}</p>
        <h2 class="on-paper sheet-title"><bdi>${event.title ?? event.id}</bdi></h2>
        ${event.startsAt ? html`<p part="date"><bdi>${formatStartsAt(event.startsAt, drawInstant)}</bdi></p>` : nothing}
      </div>
      <p part="drawn-up" class="drawn-up">
        ${drawnUpBy ? drawAround((name) => settlementTexts.drawnUpBy(drawnUp, name), drawnUpBy) : settlementTexts.drawnUp(drawnUp)}
      </p>
    </header>
  `;
}

/** The whole hash, in groups as in a mail, so that a person can compare the two. */
function drawHead({ settled: { event } }: Settlement) {
  const { ledgerHead, lastSequence } = event;
  if (!ledgerHead) return nothing;
  return html`
    <p part="ledger-head" class="ledger-head">
      ${ledgerTexts.headAfter(lastSequence)} <code>${ledgerHead.match(GROUPS)?.join(" ")}</code>
    </p>
  `;
}

function drawSignatures() {
  return html`
    <div part="signatures" class="signatures">
      <p>${settlementTexts.handedOverBy}</p>
      <p>${settlementTexts.receivedBy}</p>
    </div>
  `;
}
