import { buildSchema, GraphQLScalarType, graphql } from "graphql";
import { expect, it } from "vitest";
import { attachResolvers } from "../../../server/graphql/attach-resolvers.ts";

const aSchema = () =>
  buildSchema(`
    "Text that is shouted."
    scalar Shout
    type Query { greeting(name: Shout!): Greeting }
    type Greeting { text: Shout, heard: String, length: Int }
    union Farewell = Greeting
  `);

const Shout = new GraphQLScalarType({
  name: "Shout",
  serialize: (value) => String(value).toUpperCase(),
  parseValue: (value) => String(value).trim(),
});

it("attaches resolvers and scalars, and reads fields without a resolver from their source", async () => {
  const schema = aSchema();
  attachResolvers(schema, {
    Shout,
    Query: {
      greeting: (_: unknown, { name }: { name: string }) => ({
        text: `ahoy ${name}`,
        heard: name,
        length: 0,
      }),
    },
    Greeting: { length: ({ text }: { text: string }) => text.length },
  });

  const source = `query ($name: Shout!) {
    greeting(name: $name) { text heard length }
    written: greeting(name: " Tom ") { heard }
  }`;
  const { data } = await graphql({ schema, source, variableValues: { name: " Maya " } });

  expect(data).toEqual({
    greeting: { text: "AHOY MAYA", heard: "Maya", length: 9 },
    written: { heard: "Tom" },
  });
  expect(schema.getType("Shout")?.description).toBe("Text that is shouted.");
});

it.each([
  ["a missing field", { Query: { farewell: () => null } }, "A resolver is given for Query.farewell, but"],
  ["a missing type", { Parting: { text: () => "" } }, "Resolvers are given for Parting, but"],
  ["a missing scalar", { Whisper: Shout }, "Resolvers are given for Whisper, but"],
  ["the fields of a union", { Farewell: { text: () => "" } }, "Resolvers are given for Farewell, but"],
  ["the fields of a scalar", { Shout: { text: () => "" } }, "Resolvers are given for Shout, but"],
])("refuses resolvers for %s", (_, resolvers, message) => {
  expect(() => attachResolvers(aSchema(), resolvers)).toThrow(message);
});
