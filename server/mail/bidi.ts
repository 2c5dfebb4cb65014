/** Right-to-left characters, and invisible characters that change the direction of a line. */
const TURNING =
  /[\u0590-\u08ff\p{Bidi_Control}\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const ISOLATE = "\u2068";
const ISOLATE_ENDS = "\u2069";

/** Whether the text could change the order in which adjacent text is displayed, e.g. the digits of an amount. */
export const mayReorder = (text: string): boolean => TURNING.test(text);

/**
 * Isolates a line of typed plain text, so that it can reorder only itself. Text that cannot reorder anything is returned
 * unchanged, so that ordinary mails contain only ordinary characters.
 */
export function isolateLine(text: string): string {
  if (!mayReorder(text)) return text;
  const { unopened, unclosed } = countIsolates(text);
  return ISOLATE.repeat(1 + unopened) + text + ISOLATE_ENDS.repeat(1 + unclosed);
}

/** An end without a start would end our isolate, and a start without an end would consume our end. */
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
