import { html, type TemplateResult } from "lit";

/** Stands for the typed text while the sentence is made; nothing that is stored can hold it. */
const PLACE = "\u0000";

/**
 * A sentence of ours around text that somebody typed. The text stands in a `<bdi>`, so that one from right to left, or with
 * characters that turn a line around, does not reorder the sentence.
 */
export function drawAround(sentence: (typed: string) => string, typed: string): TemplateResult {
  const [before, after] = sentence(PLACE).split(PLACE);
  return html`${before}<bdi>${typed}</bdi>${after}`;
}
