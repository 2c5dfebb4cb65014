import { readFileSync } from "node:fs";
import type { Found } from "./found-text.ts";

/** A row of the table: the words that must not appear, what to write instead, and phrases in which they are correct. */
interface Rule {
  words: string[];
  instead: string;
  pattern: RegExp;
  exception: RegExp | null;
}

/** A word at a place, with its replacement. */
export interface WrongWord {
  word: string;
  instead: string;
  /** Position in the text of the place. */
  at: number;
}

const TABLE = /^## English$.*?^\|---\|---\|---\|$\n(.*?)^(?!\|)/ms;

/** A line break in a comment, with the leader of the next line. */
const GAP = "\\s+(?:(?:\\*|//|#)\\s+)?";

/** The words of the table. */
export interface WordList {
  rules: Rule[];
  /** Finds any of them, in one pass. */
  any: RegExp;
}

/** The words of the table in CONTRIBUTING.md, section "English". */
export function readWords(): WordList {
  const [, rows = ""] = TABLE.exec(readFileSync("CONTRIBUTING.md", "utf8")) ?? [];
  const rules = rows.trim().split("\n").map(toRule);
  return { rules, any: new RegExp(rules.map(({ pattern }) => pattern.source).join("|"), "i") };
}

function toRule(row: string): Rule {
  const [, not = "", instead = "", rightIn = ""] = row.split("|");
  const [words, phrases] = [wordsIn(not), wordsIn(rightIn)];
  return {
    words,
    instead: instead.trim(),
    pattern: toPattern(words),
    exception: phrases.length > 0 ? toPattern(phrases) : null,
  };
}

const wordsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

/** `mostX` and `MOST_X` are the start of a name. Other words match in any case, and across lines. */
function toPattern(words: readonly string[]): RegExp {
  if (words.every((word) => word.endsWith("X")))
    return new RegExp(`^(?:${words.map((word) => word.slice(0, -1)).join("|")})(?=[A-Z])`, "g");
  return new RegExp(`\\b(?:${words.join("|").replaceAll(" ", GAP)})\\b`, "gi");
}

/** The wrong words in a text. A name is also read as words: `maxTries` as `max tries`. */
export function wrongWordsIn({ text, kind }: Found, words: WordList): WrongWord[] {
  if (kind !== "name") return matchesIn(text, words);
  return [...matchesIn(text, words), ...matchesIn(toWords(text), words)].map((wrong) => ({
    ...wrong,
    at: 0,
  }));
}

function matchesIn(text: string, { rules, any }: WordList): WrongWord[] {
  if (!any.test(text)) return [];
  return rules.flatMap(({ pattern, exception, instead }) => {
    const right = exception ? [...text.matchAll(exception)] : [];
    const isRight = (at: number) =>
      right.some(({ index, 0: phrase }) => at >= index && at < index + phrase.length);
    return [...text.matchAll(pattern)]
      .filter(({ index }) => !isRight(index))
      .map(({ index, 0: word }) => ({ word: word.replace(new RegExp(GAP, "g"), " "), instead, at: index }));
  });
}

const toWords = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .replaceAll("_", " ")
    .toLowerCase();
