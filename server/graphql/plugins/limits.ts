/** What one operation may be at most. Our own largest, a dashboard of 200 cards, stays below all of them. */
export const LIMITS = {
  /** Words of the document, which bounds the work of parsing and validating it. */
  tokens: 2000,
  /** Fields inside each other. */
  depth: 12,
  aliases: 30,
  directives: 20,
  /** Values that the answer may hold, lists counted at the length that was asked for. */
  values: 250_000,
  milliseconds: 20_000,
} as const;

/** The part of the limits that a test may set lower. */
export type Limits = { [Name in keyof typeof LIMITS]: number };
