import { html, nothing, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { DeliveryFragment, EntryFragment } from "../api/generated/graphql.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatInstant, formatMoney, formatShortInstant } from "../shared/formats.ts";
import { methodName, referenceName } from "../shared/method-texts.ts";
import { partsWords } from "../shared/purpose-texts.ts";
import { amountOf, drawLogged, patronOf, receivedWords } from "./entry-words.ts";
import { entryTexts, mailTexts } from "./texts.ts";

/** What an entry's view needs besides the entry. */
export interface EntryContext extends Pick<EventAnswer, "settings" | "paymentMethods"> {
  /** The event of the list. */
  eventId: string;

  /** Opens the actions for an entry. Null if the caller may do nothing. */
  onActions: ((entry: EntryFragment) => void) | null;
}

/** An entry of the ledger. Its status is always shown in words, never by color or a line through alone. */
export function drawEntry(
  entry: EntryFragment,
  context: EntryContext,
  later: { history?: unknown; reason?: string | null | undefined } = {},
): TemplateResult {
  return html`
    <div part="entry" class="entry" role="listitem" ?data-taken-back=${isReversed(entry)}>
      <p class="headline">
        <bdi part="patron" class="patron">${patronOf(entry)}</bdi>
        ${drawAmount(entry)}
      </p>
      <p class="facts">${drawBadges(entry)}${drawMethod(entry, context)}${drawParts(entry)}</p>
      <p class="facts">${drawDates(entry, context)}</p>
      ${drawRemarks(entry, context, later.reason)} ${later.history ?? nothing}
      <div class="last">
        <p part="mail" class="mails">
          ${drawMail(entry.notification, mailTexts.notification)}
          ${entry.receipt ? drawMail(entry.receipt, mailTexts.receipt) : nothing}
        </p>
        ${drawMoreButton(entry, context)}
      </div>
    </div>
  `;
}

/** Labelled with its entry, because there is one on every line. */
function drawMoreButton(entry: EntryFragment, { onActions }: EntryContext) {
  if (!onActions || entry.sequence === null) return nothing;
  const label = entryTexts.moreAbout(amountOf(entry), patronOf(entry));
  return html`
    <button part="entry-button" class="entry-button" type="button" aria-haspopup="dialog" aria-label=${label} @click=${() => onActions(entry)}>
      ${entryTexts.more}
    </button>
  `;
}

function isReversed({ status }: EntryFragment): boolean {
  return status === "VOIDED" || status === "CORRECTED" || status === "REFUNDED";
}

function drawAmount(entry: EntryFragment) {
  if (!entry.amount) {
    const stored = drawAround(entryTexts.unreadableAmount, entry.storedAmount ?? "");
    return html`<span part="amount" class="amount" data-not-counted>${stored}</span>`;
  }
  const amount = formatMoney(entry.amount);
  return html`<span part="amount" class="amount">${isReversed(entry) ? html`<s>${amount}</s>` : amount}</span>`;
}

function drawBadges(entry: EntryFragment) {
  const badges = [
    entryTexts.kinds[entry.kind],
    entryTexts.statuses[entry.status],
    entry.loggedLate ? entryTexts.late : "",
    entry.adopted ? entryTexts.adopted : "",
  ];
  return badges.filter(Boolean).map((badge) => html`<span part="badge" class="badge">${badge}</span>`);
}

function drawMethod({ method, reference }: EntryFragment, { paymentMethods }: EntryContext) {
  const info = paymentMethods.find((candidate) => candidate.method === method);
  const name = methodName(method, paymentMethods);
  if (!reference) return html`<span>${name}</span>`;
  const title = info ? referenceName(info) : nothing;
  return html`<span>${name}</span> <bdi part="reference" class="reference" title=${title}>${reference}</bdi>`;
}

/** What the amount contains besides fare. */
function drawParts({ parts }: EntryFragment) {
  const words = partsWords(parts);
  return words && html`<span part="parts" class="reference">${words}</span>`;
}

function drawDates(entry: EntryFragment, context: EntryContext) {
  const { receivedOn } = entry;
  const words = receivedWords(entry);
  const received = receivedOn
    ? html`<time datetime=${receivedOn}>${words}</time>`
    : html`<span>${words}</span>`;
  return html`${received} ${drawLoggedIn(entry, context)}`;
}

/** The tooltip has the complete date; the line omits the year if it is the same as in the date before. */
function drawLoggedIn(entry: EntryFragment, { settings: { timeZone } }: EntryContext) {
  const { receivedOn, loggedAt, recordedBy } = entry;
  if (!loggedAt && !recordedBy) return nothing;
  const whole = loggedAt ? formatInstant({ instant: loggedAt, timeZone }) : "";
  const isSameYear = receivedOn !== null && whole.includes(receivedOn.slice(0, 4));
  const words = drawLogged(entry, (instant) =>
    isSameYear ? formatShortInstant({ instant, timeZone }) : whole,
  );
  return loggedAt
    ? html`<time datetime=${loggedAt} title=${whole}>${words}</time>`
    : html`<span>${words}</span>`;
}

function drawRemarks(entry: EntryFragment, context: EntryContext, voidReason: string | null | undefined) {
  const remarks = [
    ...drawMoves(entry, context),
    entry.amount ? "" : entryTexts.notCounted,
    entry.status === "PARTIALLY_REFUNDED" ? entryTexts.refunded(formatMoney(entry.refundedAmount)) : "",
    entry.reason ? drawAround(entryTexts.reason, entry.reason) : "",
    voidReason ? drawAround(entryTexts.reason, voidReason) : "",
    entry.notes ? html`<bdi>${entry.notes}</bdi>` : "",
  ];
  return remarks.filter(Boolean).map((remark) => html`<p part="remark" class="remark">${remark}</p>`);
}

/** The other event, if a payment was moved to or from one. */
function drawMoves({ replaces, replacedBy }: EntryFragment, { eventId }: EntryContext) {
  const isElsewhere = (link: { eventId: string } | null): link is { eventId: string } =>
    link !== null && link.eventId !== eventId;
  return [
    isElsewhere(replacedBy) ? drawAround(entryTexts.movedTo, replacedBy.eventId) : "",
    isElsewhere(replaces) ? drawAround(entryTexts.movedFrom, replaces.eventId) : "",
  ];
}

function drawMail(
  { status, lastError }: DeliveryFragment,
  words: Record<DeliveryFragment["status"], string>,
) {
  const hasReason = (status === "FAILED" || status === "OFF") && lastError;
  const text = hasReason ? mailTexts.withReason(words[status], lastError) : words[status];
  return html`<span class="mail" data-status=${status}>${text}</span>`;
}
