import { deburr } from "es-toolkit/string";
import { toAsciiDigits } from "./text.ts";

/**
 * The version of the folding. Stored texts keep what the folding of their time gave, so a change of these functions raises
 * it.
 */
export const FOLD_VERSION = 1;

/**
 * The name as it is compared: without case, accents of Latin letters, punctuation and spaces. `O’Brien` and `O'BRIEN`,
 * `Łukasz` and `Lukasz` are one. Marks of other scripts distinguish words and are kept.
 */
export function foldName(name: string): string {
  const folded = foldCase(deburr(name.normalize("NFKC"))).replace(/[\p{P}\p{Z}\p{Cf}\p{Cc}\p{Sk}\s]/gu, "");
  return folded === "" ? foldCase(name.normalize("NFKC")).replace(/[\p{Cf}\s]/gu, "") : folded;
}

/** Upper case first: it spells out letters that exist only in lower case. The last letter of a Greek word has its own form. */
const foldCase = (text: string) => deburr(text.toUpperCase().toLowerCase()).replaceAll("ς", "σ");

/** What people write before a check number, and zeros before its first digit. */
const BEFORE_CHECK_NUMBER = /^(?:check|cheque|chk|ck|number|no|nr)*0*(?=\d)/;

/** The reference as it is compared. Check numbers are numbers: `0042`, `#42` and `42` are one. */
export function foldReference({ method, reference }: { method: string; reference: string }): string {
  const folded = foldName(toAsciiDigits(reference));
  return method === "CHECK" ? folded.replace(BEFORE_CHECK_NUMBER, "") : folded;
}
