import { Kind, print, visit } from "graphql";
import { fingerprint } from "../server/graphql/plugins/fingerprint.ts";

/** How many hexadecimal digits of the fingerprint are in an id: enough to distinguish versions of an operation. */
const ID_DIGITS = 16;

/**
 * Every operation of our client with the fragments that it uses. `id` is what the client sends instead of the text,
 * e.g. `Dashboard.27456ce25638ab3b`: readable in logs and unique to this text. Fragments may come from any file, operations
 * only from the wanted files.
 */
export function collectDocuments(files, isWanted = () => true) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  return files
    .filter(isWanted)
    .flatMap(({ document }) => document?.definitions ?? [])
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const document = { kind: Kind.DOCUMENT, definitions: [...withFragments(operation, fragments)] };
      const name = operation.name.value;
      const print256 = fingerprint(document);
      return {
        name,
        kind: operation.operation === "query" ? "Query" : "Mutation",
        id: `${name}.${print256.slice(0, ID_DIGITS)}`,
        fingerprint: print256,
        text: print(document).replace(/\s+/g, " "),
      };
    });
}

function withFragments(definition, fragments, found = new Set()) {
  if (found.has(definition)) return found;
  found.add(definition);
  visit(definition, {
    FragmentSpread: ({ name }) => void withFragments(fragments.get(name.value), fragments, found),
  });
  return found;
}
