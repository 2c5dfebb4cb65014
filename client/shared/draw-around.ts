import { html, type TemplateResult } from "lit";

/** Marks the place of the user's text, which cannot contain it. */
const PLACE = "\u0000";

/**
 * A text of ours around text that a user typed. The user's text is in a `<bdi>`, so that right-to-left text or bidi control
 * characters do not reorder ours.
 */
export function drawAround(sentence: (typed: string) => string, typed: string): TemplateResult {
  const [before, after] = sentence(PLACE).split(PLACE);
  return html`${before}<bdi>${typed}</bdi>${after}`;
}
