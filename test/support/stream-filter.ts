import type { FilterPattern, FilterRule } from "../../deploy/stack/stream-filter.ts";

/**
 * Whether Lambda would hand a record over that is filtered by this pattern: all fields must fit, of each field one rule.
 * Throws on a rule that it does not know, lest a pattern is taken for fitting that is not.
 */
export function matchesFilter(pattern: FilterPattern, record: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const value = isObject(record) ? record[field] : undefined;
    return isRules(expected) ? expected.some((rule) => fits(rule, value)) : matchesFilter(expected, value);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isRules = (expected: FilterPattern[string]): expected is readonly FilterRule[] =>
  Array.isArray(expected);

function fits(rule: FilterRule, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  const [[name, argument] = [], ...others] = Object.entries(rule);
  if (others.length === 0 && name === "prefix")
    return typeof value === "string" && value.startsWith(String(argument));
  // It asks of leaves only, as Lambda does.
  if (others.length === 0 && name === "exists") return (value !== undefined && !isObject(value)) === argument;
  throw new Error(`This is no rule that is known here: ${JSON.stringify(rule)}.`);
}
