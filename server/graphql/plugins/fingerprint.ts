import { createHash } from "node:crypto";
import { type DocumentNode, print } from "graphql";

/** Identifies a document by its content, regardless of whitespace, comments and the order of its definitions. */
export function fingerprint(document: DocumentNode): string {
  const definitions = document.definitions.map((definition) => print(definition)).sort();
  return createHash("sha256").update(definitions.join("\n")).digest("hex");
}
