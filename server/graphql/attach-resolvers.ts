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
 * Attaches resolvers, by type and field, and scalars, by name, to a schema without resolvers. A field without a resolver
 * is read from its source by name. Throws for types and fields that the schema does not have.
 */
export function attachResolvers(schema: GraphQLSchema, resolvers: object): void {
  for (const [name, given] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (isScalarType(type) && given instanceof GraphQLScalarType) attachScalar(type, given);
    else if (isObjectType(type)) attachFields(type, given as FieldResolvers);
    else
      throw new Error(
        `Resolvers are given for ${name}, but the schema has no object or scalar of that name.`,
      );
  }
}

/** Attaches only the conversion of values; the schema itself describes the scalar. */
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
    if (!field)
      throw new Error(`A resolver is given for ${type.name}.${name}, but the schema has no such field.`);
    field.resolve = resolve;
  }
}
