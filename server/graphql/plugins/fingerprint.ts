import { createHash } from "node:crypto";
import { type DocumentNode, print } from "graphql";

/** Names a document by what it says, whatever its spaces, its comments and the order of its definitions. */
export function fingerprint(document: DocumentNode): string {
  const definitions = document.definitions.map((definition) => print(definition)).sort();
  return createHash("sha256").update(definitions.join("\n")).digest("hex");
}
