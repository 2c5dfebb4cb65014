import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { requiredScopes } from "../../server/access/enforce-scopes.ts";

const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

function partsOf(type: GraphQLNamedType): [coordinate: string, description: string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type))
    return [
      own,
      ...type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const),
    ].map(([a, b]) => [a, b]);
  if (isUnionType(type) || isScalarType(type)) return [own];
  const parts = [own];
  for (const field of Object.values(type.getFields())) {
    parts.push([`${type.name}.${field.name}`, field.description]);
    if ("args" in field)
      for (const arg of field.args) parts.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
  }
  return parts;
}

describe("the schema", () => {
  it("describes every type, field, argument and value", () => {
    const bare = ownTypes.flatMap(partsOf).filter(([, description]) => !description?.trim());

    // A union needs no parts: its members describe it.
    expect(bare.map(([coordinate]) => coordinate)).toEqual([]);
  });

  it("has the required scopes of every field", () => {
    const objects = ownTypes.filter((type) => isObjectType(type) || isInterfaceType(type));
    const coordinates = objects.flatMap((type) =>
      Object.keys(type.getFields()).map((fieldName) => ({ typeName: type.name, fieldName })),
    );

    expect(coordinates.length).toBeGreaterThan(80);
    for (const coordinate of coordinates)
      expect(requiredScopes(schema, coordinate).length).toBeGreaterThan(0);
  });

  it("allows only `signIn` and `viewer` without a credential", () => {
    const open = ["Query", "Mutation"].flatMap((typeName) => {
      const type = schema.getType(typeName);
      const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
      return fields.filter((fieldName) => requiredScopes(schema, { typeName, fieldName }).includes("PUBLIC"));
    });

    expect(open).toEqual(["viewer", "signIn"]);
  });

  it("has the fields of UserError in every refusal", () => {
    const refusals = schema.getPossibleTypes(schema.getType("UserError") as never).map(({ name }) => name);

    expect(refusals.sort()).toEqual(
      [
        ...[
          "AlreadyReversed",
          "Busy",
          "CurrencyMismatch",
          "EventNotFound",
          "IdempotencyConflict",
          "InvalidCredentials",
        ],
        ...[
          "InvalidInput",
          "NotReversible",
          "PaymentNotFound",
          "PossibleDuplicate",
          "RefundExceedsPayment",
          "RefundStanding",
          "TooManyAttempts",
        ],
      ].sort(),
    );
  });
});
