import { type Item, toItem, type Value, type Values } from "./items.ts";

/** One condition of a write, with its names and values. */
export interface Clause {
  expression: string;
  names: Record<string, string>;
  values: Record<string, Value>;
}

/** The item does not exist yet. */
export const isNew: Clause = {
  expression: "attribute_not_exists(#pk)",
  names: { "#pk": "pk" },
  values: {},
};

/** The item exists. */
export const exists: Clause = { ...isNew, expression: "attribute_exists(#pk)" };

/** The attribute does not exist yet. */
export const lacks = (attribute: string): Clause => ({
  expression: `attribute_not_exists(#${attribute})`,
  names: { [`#${attribute}`]: attribute },
  values: {},
});

/** An attribute, or a member of a map such as `mail.version`, still has the value that was read; null if there was none. */
export function isStill(path: string, value: Value): Clause {
  if (value === null) return lacks(path);
  const parts = path.split(".");
  const before = `:${parts.join("_")}_before`;
  return {
    expression: `${parts.map((part) => `#${part}`).join(".")} = ${before}`,
    names: Object.fromEntries(parts.map((part) => [`#${part}`, part])),
    values: { [before]: value },
  };
}

/** The conditions of a write. Names are always placeholders, because DynamoDB reserves too many words. */
export interface Conditions {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues?: Item;
}

/** Makes a write conditional on all clauses. */
export function onlyIf(...clauses: Clause[]): Conditions {
  const values = Object.assign({}, ...clauses.map((clause) => clause.values));
  return {
    ConditionExpression: clauses.map(({ expression }) => expression).join(" AND "),
    ExpressionAttributeNames: Object.assign({}, ...clauses.map(({ names }) => names)),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: toItem(values) }),
  };
}

/** An update that sets attributes and removes those that are null, conditional on all clauses. */
export function updateIf(
  attributes: Values,
  ...clauses: Clause[]
): Conditions & { UpdateExpression: string } {
  const given = toItem(attributes);
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...condition } = onlyIf(...clauses);
  const names = Object.keys(attributes);
  const set = names.filter((name) => given[name]).map((name) => `#${name} = :${name}`);
  const remove = names.filter((name) => !given[name]).map((name) => `#${name}`);
  const values = Object.entries(given).map(([name, value]) => [`:${name}`, value] as const);
  return {
    ...condition,
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${set.join(", ")}`] : []),
      ...(remove.length > 0 ? [`REMOVE ${remove.join(", ")}`] : []),
    ].join(" "),
    ExpressionAttributeNames: {
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ...ExpressionAttributeNames,
    },
    ExpressionAttributeValues: { ...Object.fromEntries(values), ...ExpressionAttributeValues },
  };
}
