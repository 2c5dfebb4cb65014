/** The text as stored: composed (NFC), with uniform line breaks and no surrounding whitespace. */
export function normalizeText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, "\n")
    .trim();
}

/** Whether the text has no visible characters: only spaces, zero-width and other format characters. */
export function isBlank(text: string): boolean {
  return /^[\p{Z}\p{Cf}\s]*$/u.test(text);
}

/** The number of characters as a person would roughly count them: code points. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether the text contains control characters, or unpaired surrogates, which cannot be stored. */
export function hasControlCharacters(text: string, options: { allowLineBreaks: boolean }): boolean {
  const checked = options.allowLineBreaks ? text.replaceAll("\n", "") : text;
  return /\p{Cc}/u.test(checked) || !text.isWellFormed();
}

/** The text with the digits of every script as ASCII digits. */
export const toAsciiDigits = (text: string) => text.replace(/\p{Nd}/gu, toAsciiDigit);

/** The digits of every script are consecutive code points, starting with zero. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return `${value}`;
}

/** The end of a range of texts: no typed text starts with it or sorts after it. */
export const LAST_CHARACTER = "\u{10FFFF}";
