import { html, nothing, type TemplateResult } from "lit";
import { dateFormat, isolate } from "../shared/intl.ts";
import { formatStartsAt } from "../shared/starts-at.ts";
import { stateTexts } from "./texts.ts";
import type { Check, CrewEvent, Tone, Verdict } from "./verdict.ts";

/** Shapes with different outlines, so that nobody has to distinguish green and red: disc, octagon, triangle, clock. */
const ICONS: Record<Tone, string> = {
  clear: "M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40M14.5 25l6.5 6.5 13-14",
  stop: "M16 4.5h16L43.5 16v16L32 43.5H16L4.5 32V16zM17 17l14 14M31 17 17 31",
  unsure: "M24 5 45 42H3zM24 18v11M24 35.5v.5",
  checking: "M24 4a20 20 0 1 0 0 40 20 20 0 0 0 0-40M24 13v12l8 5",
};

/**
 * The banner, in one of two live regions, so that a screen reader announces each change: immediately if departure is not allowed,
 * otherwise at the next pause. Both always exist, because regions that are inserted with their text are not announced.
 */
export function drawBanner(verdict: Verdict, event: CrewEvent | null): TemplateResult {
  const isUrgent = verdict.tone === "stop" || verdict.tone === "unsure";
  const banner = html`
    <div part="banner ${verdict.tone}" class="banner" data-tone=${verdict.tone}>
      <svg part="icon" class="icon" viewBox="0 0 48 48" aria-hidden="true"><path d=${ICONS[verdict.tone]} /></svg>
      <p part="headline" class="headline">${verdict.headline}</p>
      <p part="sentence" class="sentence">${verdict.sentence}</p>
      ${verdict.why ? html`<p part="reason" class="reason">${verdict.why}</p>` : nothing}
      ${event ? drawEvent(event) : nothing}
    </div>
  `;
  return html`
    <div role="alert">${isUrgent ? banner : nothing}</div>
    <div role="status">${isUrgent ? nothing : banner}</div>
  `;
}

/** The event, isolated from the surrounding text: a title may be right-to-left. */
function drawEvent({ title, startsAt }: CrewEvent) {
  return html`
    <p part="event" class="event">
      ${title ? html`<bdi part="title" class="title">${title}</bdi>` : nothing}
      ${startsAt ? html`<time part="date" class="date"><bdi>${formatStartsAt(startsAt)}</bdi></time>` : nothing}
    </p>
  `;
}

/** When it was checked, and a button to check again. */
export function drawFooter({ check, onCheck }: { check: Check | undefined; onCheck: () => void }) {
  return html`
    <div part="footer" class="footer">
      <p part="checked" class="checked">${check ? drawTime(check) : nothing}</p>
      <button part="check-button" type="button" @click=${onCheck}>${stateTexts.checkAgain}</button>
    </div>
  `;
}

function drawTime({ askedAt, error }: Check): string {
  const time = formatTimeOfDay(askedAt.wall);
  return error ? stateTexts.triedAt(time) : stateTexts.checkedAt(time);
}

/** The time of day in the reader's time zone, e.g. `4:05 PM`. */
function formatTimeOfDay(instantMs: number): string {
  return isolate(dateFormat({ hour: "numeric", minute: "2-digit" }).format(instantMs));
}
