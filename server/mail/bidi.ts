/** What is written from right to left, and the invisible characters that turn a line around. */
const TURNING =
  /[\u0590-\u08ff\p{Bidi_Control}\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const ISOLATE = "\u2068";
const ISOLATE_ENDS = "\u2069";

/** Whether the text could change the order in which its neighbours are read, e.g. the digits of an amount. */
export const mayReorder = (text: string): boolean => TURNING.test(text);

/**
 * A line of plain text that somebody typed, so that it reorders itself only. What cannot reorder anything is given back
 * as it is: ordinary mails keep to ordinary characters.
 */
export function isolateLine(text: string): string {
  if (!mayReorder(text)) return text;
  const { unopened, unclosed } = countIsolates(text);
  return ISOLATE.repeat(1 + unopened) + text + ISOLATE_ENDS.repeat(1 + unclosed);
}

/** An end that the text has not opened would end ours, and one that it leaves open would take ours for its own. */
function countIsolates(text: string): { unopened: number; unclosed: number } {
  let unopened = 0;
  let unclosed = 0;
  for (const character of text) {
    if (character >= "\u2066" && character <= ISOLATE) unclosed += 1;
    else if (character === ISOLATE_ENDS && unclosed > 0) unclosed -= 1;
    else if (character === ISOLATE_ENDS) unopened += 1;
  }
  return { unopened, unclosed };
}
