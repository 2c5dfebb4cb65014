/** Limits for one operation. Our own largest operation, a dashboard of 200 cards, stays below all of them. */
export const LIMITS = {
  /** Tokens of the document, which bounds the work of parsing and validating it. */
  tokens: 2000,
  /** Levels of nested fields. */
  depth: 12,
  aliases: 30,
  directives: 20,
  /** Values in the response, with lists counted at their requested length. */
  values: 250_000,
  milliseconds: 20_000,
} as const;

/** The limits; tests may set lower ones. */
export type Limits = { [Name in keyof typeof LIMITS]: number };
