import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
} from "graphql";

type FieldResolvers = Record<string, GraphQLFieldResolver<unknown, unknown>>;

/**
 * Puts resolvers by type and field, and scalars by name, into a schema that has none. A field without one is read off its
 * source by name. Throws for what the schema does not have.
 */
export function attachResolvers(schema: GraphQLSchema, resolvers: object): void {
  for (const [name, given] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (isScalarType(type) && given instanceof GraphQLScalarType) attachScalar(type, given);
    else if (isObjectType(type)) attachFields(type, given as FieldResolvers);
    else throw new Error(`The schema has no object and no scalar ${name}, which has resolvers.`);
  }
}

/** What reads and writes the values; how the scalar is described, the schema says itself. */
function attachScalar(
  type: GraphQLScalarType,
  { serialize, parseValue, parseLiteral }: GraphQLScalarType,
): void {
  Object.assign(type, { serialize, parseValue, parseLiteral });
}

function attachFields(type: GraphQLObjectType, resolvers: FieldResolvers): void {
  const fields = type.getFields();
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = fields[name];
    if (!field) throw new Error(`The schema has no field ${type.name}.${name}, which has a resolver.`);
    field.resolve = resolve;
  }
}
