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

it("lets resolvers and scalars answer, and leaves what has none to be read off its source", async () => {
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
  [
    "a field that is not there",
    { Query: { farewell: () => null } },
    "The schema has no field Query.farewell",
  ],
  [
    "a type that is not there",
    { Parting: { text: () => "" } },
    "The schema has no object and no scalar Parting",
  ],
  ["a scalar that is not there", { Whisper: Shout }, "The schema has no object and no scalar Whisper"],
  ["the fields of a union", { Farewell: { text: () => "" } }, "no object and no scalar Farewell"],
  ["the fields of a scalar", { Shout: { text: () => "" } }, "no object and no scalar Shout"],
])("refuses resolvers for %s", (_, resolvers, message) => {
  expect(() => attachResolvers(aSchema(), resolvers)).toThrow(message);
});
