import { type DocumentNode, print } from "graphql";
import { sha256 } from "../../values/digest.ts";

/** Identifies a document by its content, regardless of whitespace, comments and the order of its definitions. */
export function fingerprint(document: DocumentNode): string {
  const definitions = document.definitions.map((definition) => print(definition)).sort();
  return sha256(definitions.join("\n"));
}
