import type { FilterPattern, FilterRule } from "../../deploy/stack/stream-filter.ts";

/**
 * Whether Lambda delivers a record under this filter pattern: every field must match one of its rules. Throws on an
 * unknown rule, so that an unsupported pattern is never treated as a match.
 */
export function matchesFilter(pattern: FilterPattern, record: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const value = isObject(record) ? record[field] : undefined;
    return isRules(expected)
      ? expected.some((rule) => matchesRule(rule, value))
      : matchesFilter(expected, value);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isRules = (expected: FilterPattern[string]): expected is readonly FilterRule[] =>
  Array.isArray(expected);

function matchesRule(rule: FilterRule, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  const [[name, argument] = [], ...others] = Object.entries(rule);
  if (others.length === 0 && name === "prefix")
    return typeof value === "string" && value.startsWith(String(argument));
  // Only leaves exist for this rule, as in Lambda.
  if (others.length === 0 && name === "exists") return (value !== undefined && !isObject(value)) === argument;
  throw new Error(`Unknown filter rule: ${JSON.stringify(rule)}.`);
}
