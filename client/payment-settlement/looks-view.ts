import { html, nothing, type TemplateResult } from "lit";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawLogged, patronOf, receivedWords } from "../entry/entry-words.ts";
import { entryTexts, mailTexts } from "../entry/texts.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatInstant, formatMoney } from "../shared/formats.ts";
import { drawEntryAmount } from "./ledger-view.ts";
import { groupBy, reversedNumber, type Settled, type Settlement } from "./settlement.ts";
import { lookTexts } from "./texts.ts";

/** What must be seen before anyone signs: deposits to give back, rows that are not counted, and mails that were not sent. */
export function drawWarnings({ settled }: Settlement) {
  return [drawHeld(settled), drawUnadopted(settled.unadoptedEntries), drawMails(settled.mailsNotSent)];
}

function drawHeld({ securityDepositHeld: held }: Settled) {
  const lines = held ? [html`<p>${lookTexts.heldExplained(formatMoney(held))}</p>`] : [];
  return drawLook({ name: "held", heading: lookTexts.held, isWarning: true }, lines);
}

/** Other entries to check: reversals with their reasons, late entries and adopted rows. */
export function drawLooks(settlement: Settlement) {
  return [drawReversals(settlement), drawLate(settlement), drawAdopted(settlement.settled.adoptedEntries)];
}

function drawUnadopted(entries: readonly EntryFragment[]) {
  const line = (entry: EntryFragment) => html`
    ${drawLine(html`<bdi>${patronOf(entry)}</bdi> <span>${receivedWords(entry)}</span>`, drawEntryAmount(entry))}
  `;
  return drawLook({ name: "unadopted", heading: lookTexts.unadopted, isWarning: true }, entries.map(line), [
    html`<p>${lookTexts.unadoptedExplained}</p>`,
  ]);
}

/** Groups entries with the same mail status, because it often applies to many, such as mail being off. */
function drawMails(entries: readonly EntryFragment[]) {
  const stateOf = ({ notification }: EntryFragment) =>
    JSON.stringify([notification.status, notification.lastError]);
  const lines = [...groupBy(entries, stateOf).values()].map((group) => {
    const [first] = group;
    return first && html`<p class="pieces">${drawMailState(first)} ${drawNumbers(group)}</p>`;
  });
  return drawLook({ name: "mails", heading: lookTexts.mails, isWarning: true }, lines);
}

function drawMailState({ notification: { status, lastError } }: EntryFragment) {
  const words = mailTexts.notification[status];
  if (!lastError) return html`<span>${words}</span>`;
  return html`<span>${drawAround((reason) => mailTexts.withReason(words, reason), lastError)}</span>`;
}

function drawReversals({ settled, settings }: Settlement) {
  const lines = settled.reversals.map((entry) => {
    const kind = entryTexts.kinds[entry.kind];
    const of = reversedNumber(entry, settled);
    const what = html`
      ${drawNumbers([entry])} <strong>${of ? lookTexts.ofNumber(kind, of) : kind}</strong>
      <bdi>${patronOf(entry)}</bdi>
    `;
    return html`
      ${drawLine(what, drawEntryAmount(entry))}
      <p class="detail">
        ${entry.reason ? html`<span>${drawAround(entryTexts.reason, entry.reason)}</span>` : nothing}
        <span>${loggedIn(entry, settings)}</span>
      </p>
    `;
  });
  return drawLook({ name: "reversals", heading: lookTexts.reversals }, lines);
}

function drawLate({ settled, settings }: Settlement) {
  const lines = settled.lateEntries.map(
    (entry) => html`
      <p class="pieces">
        ${drawNumbers([entry])} <span>${receivedWords(entry)}</span>
        <span>${loggedIn(entry, settings)}</span>
      </p>
    `,
  );
  return drawLook({ name: "late", heading: lookTexts.late }, lines);
}

function drawAdopted(entries: readonly EntryFragment[]) {
  return drawLook(
    { name: "adopted", heading: lookTexts.adopted },
    entries.length > 0 ? [drawNumbers(entries)] : [],
  );
}

/** Nothing if there are no lines. */
function drawLook(
  { name, heading, isWarning = false }: { name: string; heading: string; isWarning?: boolean },
  lines: unknown[],
  before: TemplateResult[] = [],
) {
  if (lines.length === 0) return nothing;
  return html`
    <section part=${name} class="section" ?data-warning=${isWarning}>
      <h3>${heading}</h3>
      ${before}
      <ul class="looks" role="list">${lines.map((line) => html`<li class="look">${line}</li>`)}</ul>
    </section>
  `;
}

function drawLine(what: TemplateResult, amount: unknown) {
  return html`<p class="line"><span class="what">${what}</span><span class="amount">${amount}</span></p>`;
}

function drawNumbers(entries: readonly EntryFragment[]) {
  const numbers = entries.flatMap(({ sequence }) => sequence ?? []);
  return html`<span>${lookTexts.numbers(numbers.join(", "))}</span>`;
}

/** When it was logged and by whom, in the operator's time zone. */
const loggedIn = (entry: EntryFragment, { timeZone }: Settlement["settings"]) =>
  drawLogged(entry, (instant) => formatInstant({ instant, timeZone }));
