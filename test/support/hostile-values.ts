import fc from "fast-check";
import { NASTY_TEXTS } from "./nasty-texts.ts";

// Created once, because creating them takes longer than drawing from them.
const TEXT: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...NASTY_TEXTS), fc.constantFrom(...NASTY_TEXTS))
      .map((both) => both.join("")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 250 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 250 }) },
);

/** JSON that `JSON.stringify` cannot write, by the placeholder that stands for it in a value. */
const SPELLED: Record<string, string> = {
  huge: "1e400",
  hugeNegative: "-1e400",
  beyondExact: "9007199254740993",
  manyDigits: "9".repeat(3000),
  minusZero: "-0",
  deepList: "[".repeat(20_000) + "]".repeat(20_000),
  deepObject: `${'{"a":'.repeat(8000)}1${"}".repeat(8000)}`,
  longList: `[${"1,".repeat(15_000)}1]`,
  prototype: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  twice: '{"eventId":"x","eventId":{"eventId":"x"}}',
};

const NUMBERS = [null, true, false, 0, -1, 1, 100, 101, 2 ** 31, 1.5, 1e300, [], {}];

/** Every known nasty value. */
export const NASTY_VALUES: readonly unknown[] = [
  ...NASTY_TEXTS,
  ...Object.keys(SPELLED).map((name) => `@${name}@`),
  ...NUMBERS,
];

const VALUE: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: TEXT },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(SPELLED)).map((name) => `@${name}@`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(...NUMBERS),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: TEXT.map((text) => [text, [text]]) },
  { weight: 1, arbitrary: TEXT.map((text) => ({ [text]: text, amount: text })) },
);

/** Text of all kinds: known nasty texts, two of them in a row, and any Unicode. */
export const aText = () => TEXT;

/** A JSON value that probably does not match the type of an argument. */
export const aValue = () => VALUE;

/** The JSON text of a value, with its placeholders replaced. */
export function spell(value: unknown): string {
  return JSON.stringify(value).replace(/"@(\w+)@"/g, (text, name: string) => SPELLED[name] ?? text);
}
