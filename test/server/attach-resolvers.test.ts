import { buildSchema, GraphQLScalarType, graphql } from "graphql";
import { expect, it } from "vitest";
import { attachResolvers } from "../../server/graphql/attach-resolvers.ts";

const aSchema = () =>
  buildSchema(`
    "Text that is shouted."
    scalar Shout
    type Query { greeting(name: Shout!): Greeting }
    type Greeting { text: Shout, length: Int }
  `);

const shouted = (value: unknown) => String(value).toUpperCase();
const Shout = new GraphQLScalarType({ name: "Shout", serialize: shouted, parseValue: shouted });

it("lets resolvers and scalars answer, and leaves what has none to be read off its source", async () => {
  const schema = aSchema();
  attachResolvers(schema, {
    Shout,
    Query: { greeting: (_: unknown, { name }: { name: string }) => ({ text: `ahoy ${name}`, length: 9 }) },
    Greeting: { length: ({ text }: { text: string }) => text.length },
  });

  const source = "query ($name: Shout!) { greeting(name: $name) { text length } }";
  const { data } = await graphql({ schema, source, variableValues: { name: "Maya" } });

  expect(data).toEqual({ greeting: { text: "AHOY MAYA", length: 9 } });
  expect(schema.getType("Shout")?.description).toBe("Text that is shouted.");
});

it.each([
  ["a field", { Query: { farewell: () => null } }, "The schema has no field Query.farewell"],
  ["a type", { Farewell: { text: () => "" } }, "The schema has no object and no scalar Farewell"],
  ["a scalar", { Whisper: Shout }, "The schema has no object and no scalar Whisper"],
])("refuses resolvers for %s that is not there", (_, resolvers, message) => {
  expect(() => attachResolvers(aSchema(), resolvers)).toThrow(message);
});
