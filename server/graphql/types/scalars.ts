import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** A scalar of text whose content is checked with the rest of the input, so that all faults are reported together. */
function textScalar(name: string, example: string): GraphQLScalarType<string, string> {
  const expectText = (value: unknown): string => {
    if (typeof value === "string") return value;
    throw new GraphQLError(`${name} must be text, e.g. "${example}".`);
  };
  return new GraphQLScalarType({
    name,
    serialize: expectText,
    parseValue: expectText,
    parseLiteral: (node) => expectText(node.kind === Kind.STRING ? node.value : null),
  });
}

/** Decimal text. */
export const Decimal = textScalar("Decimal", "125.50");

/** A calendar date. */
export const LocalDate = textScalar("LocalDate", "2026-06-14");

/** An instant. */
export const DateTime = textScalar("DateTime", "2026-06-14T23:30:00.000Z");

/** An integer that every JSON parser keeps exactly. For output only. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: "SafeInt",
  serialize(value) {
    if (Number.isSafeInteger(value)) return value as number;
    throw new GraphQLError(`SafeInt cannot represent ${value} exactly.`);
  },
});
