import { html, nothing, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-loader.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { entryTexts } from "../payment-list/texts.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatDate, formatInstant, formatMoney } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";

/** An entry that something in the dialog is about. */
export function drawExisting(
  entry: EntryFragment,
  { settings, paymentMethods }: Pick<EventAnswer, "settings" | "paymentMethods">,
): TemplateResult {
  const { amount, receivedOn, loggedAt, reference } = entry;
  const method = methodName(entry.method, paymentMethods);
  return html`
    <div part="existing" class="existing">
      <p class="existing-headline">
        <bdi>${entry.patron ?? entryTexts.noPatron}</bdi>
        <span>${amount ? formatMoney(amount) : drawAround(entryTexts.unreadableAmount, entry.storedAmount ?? "")}</span>
      </p>
      <p>${method}${reference ? html` · <bdi>${reference}</bdi>` : nothing}</p>
      <p>${receivedOn ? entryTexts.received(formatDate(receivedOn), entry.kind) : entryTexts.noReceivedOn}</p>
      ${loggedAt ? html`<p>${drawLogged({ instant: loggedAt, timeZone: settings.timeZone }, entry.recordedBy)}</p>` : nothing}
    </div>
  `;
}

function drawLogged(when: { instant: string; timeZone: string }, name: string | null) {
  const instant = formatInstant(when);
  return name ? drawAround((typed) => entryTexts.loggedBy(instant, typed), name) : entryTexts.logged(instant);
}
