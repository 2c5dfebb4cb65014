import { html, nothing, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawAround } from "../shared/draw-around.ts";
import { formatInstant, formatMoney } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";
import { partsWords } from "../shared/purpose-texts.ts";
import { drawLogged, patronOf, receivedWords } from "./entry-words.ts";
import { entryTexts } from "./texts.ts";

/** An existing entry that the dialog is about. */
export function drawExisting(
  entry: EntryFragment,
  { settings, paymentMethods }: Pick<EventAnswer, "settings" | "paymentMethods">,
): TemplateResult {
  const { amount, loggedAt, reference } = entry;
  const drawInstant = (instant: string) => formatInstant({ instant, timeZone: settings.timeZone });
  const method = methodName(entry.method, paymentMethods);
  const parts = partsWords(entry.parts);
  return html`
    <div part="existing" class="existing">
      <p class="existing-headline">
        <bdi>${patronOf(entry)}</bdi>
        <span>${amount ? formatMoney(amount) : drawAround(entryTexts.unreadableAmount, entry.storedAmount ?? "")}</span>
      </p>
      <p>${method}${reference ? html` · <bdi>${reference}</bdi>` : nothing}</p>
      ${parts ? html`<p>${parts}</p>` : nothing}
      <p>${receivedWords(entry)}</p>
      ${loggedAt ? html`<p>${drawLogged(entry, drawInstant)}</p>` : nothing}
    </div>
  `;
}
