import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** Text whose meaning is checked with the rest of the input, so that all faults are named at once. */
function textScalar(name: string, example: string): GraphQLScalarType<string, string> {
  const expectText = (value: unknown): string => {
    if (typeof value === "string") return value;
    throw new GraphQLError(`${name} is given and answered as text, e.g. "${example}".`);
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

/** A whole number that JSON readers everywhere keep exactly. Only ever answered. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: "SafeInt",
  serialize(value) {
    if (Number.isSafeInteger(value)) return value as number;
    throw new GraphQLError(`SafeInt cannot answer ${value} exactly.`);
  },
});
