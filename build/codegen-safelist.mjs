import { Kind, visit } from "graphql";
import { fingerprint } from "../server/graphql/fingerprint.ts";

/** Codegen plugin: the fingerprint of every operation of our own client, each with the fragments that it uses. */
export function plugin(_schema, files) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const lines = operations.map((operation) => {
    const document = { kind: Kind.DOCUMENT, definitions: [...withFragments(operation, fragments)] };
    return `  /* ${operation.name.value} */ "${fingerprint(document)}",`;
  });
  return `export const safelist = [\n${lines.join("\n")}\n];\n`;
}

function withFragments(definition, fragments, found = new Set()) {
  if (found.has(definition)) return found;
  found.add(definition);
  visit(definition, {
    FragmentSpread: ({ name }) => void withFragments(fragments.get(name.value), fragments, found),
  });
  return found;
}
