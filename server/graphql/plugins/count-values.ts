import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

/** An operation that is about to be executed. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Coerced to their declared types, with defaults. */
  variables: Readonly<Record<string, unknown>>;
}

/** The page size if none is given. */
const DEFAULT_PAGE = 20;

/**
 * The maximum number of values in the response: every field, multiplied by the requested lengths of the lists that
 * contain it (`first`, `last`, `ids`). A fragment is counted once, however often it is spread.
 */
export function countValues({ schema, document, operation, variables }: Operation): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const counted = new Map<string, number>();

  function countSelections({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += countField(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += countFragment(selection.name.value);
      else {
        const name = selection.typeCondition?.name.value;
        sum += countSelections(selection.selectionSet, name ? schema.getType(name) : type);
      }
    }
    return sum;
  }

  function countField(node: FieldNode, type: GraphQLNamedType | undefined): number {
    if (!node.selectionSet) return 1;
    const field = fieldOf(type, node.name.value);
    const inner = countSelections(node.selectionSet, field && getNamedType(field.type));
    return 1 + inner * (field ? lengthOf(field, node, variables) : 1);
  }

  function countFragment(name: string): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const count = fragment
      ? countSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : 0;
    counted.set(name, count);
    return count;
  }

  return countSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** Invalid page sizes are refused by their fields; here they must only not count as zero. */
function lengthOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Operation["variables"],
): number {
  const isPaged = field.args.some(({ name }) => name === "first");
  const isOfIds = field.args.some(({ name }) => name === "ids");
  if (!isPaged && !isOfIds) return 1;
  const given = (name: string) => {
    const argument = node.arguments?.find((each) => each.name.value === name);
    return argument && givenValue(argument.value, variables);
  };
  if (isOfIds) {
    const ids = given("ids");
    return Array.isArray(ids) ? Math.max(ids.length, 1) : 1;
  }
  const size = Number(given("first") ?? given("last") ?? DEFAULT_PAGE);
  return Math.max(size, 1);
}

function givenValue(node: ValueNode, variables: Operation["variables"]): unknown {
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name;
    return Object.hasOwn(variables, name) ? variables[name] : undefined;
  }
  if (node.kind === Kind.LIST) return node.values;
  return node.kind === Kind.INT ? Number(node.value) : undefined;
}
