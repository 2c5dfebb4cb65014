import { basename } from "node:path";
import { collectDocuments } from "./own-documents.mjs";

/**
 * Codegen plugin: the operations of one client file as the client uses them: ids with the types of their results.
 * `only` is the file's name.
 */
export function plugin(_schema, files, { only }) {
  const types = new Set();
  const documents = collectDocuments(files, ({ location }) => basename(location) === only);
  const content = documents.map(({ id, name, kind }) => {
    const [answer, variables] = [`${name}${kind}`, `${name}${kind}Variables`];
    types.add(answer).add(variables);
    return `export const ${name}Document = { kind: "Document", definitions: [], documentId: "${id}" } as OwnDocument<${answer}, ${variables}>;`;
  });
  return {
    prepend: [
      'import type { OwnDocument } from "../document-fetch.ts";',
      `import type { ${[...types].join(", ")} } from "./graphql.ts";`,
    ],
    content: content.join("\n"),
  };
}
