/** The text as it is stored: composed (NFC), line ends as one character, no space around it. */
export function normalizeText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, "\n")
    .trim();
}

/** Whether nothing in the text can be seen: only spaces, zero-width and other format characters. */
export function isBlank(text: string): boolean {
  return /^[\p{Z}\p{Cf}\s]*$/u.test(text);
}

/** How many characters a person would count, near enough: code points. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether the text holds control characters, or halves of characters that cannot be stored. */
export function hasControlCharacters(text: string, options: { allowLineBreaks: boolean }): boolean {
  const checked = options.allowLineBreaks ? text.replaceAll("\n", "") : text;
  return /\p{Cc}/u.test(checked) || !text.isWellFormed();
}

/** The text with case, accents and spaces taken away, by which two entries of a person are compared. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Z}\p{Cf}\s]/gu, "")
    .toLowerCase();
}

/** Ends every range of texts: no text that anybody writes begins with it, and none sorts behind it. */
export const LAST_CHARACTER = "\u{10FFFF}";
