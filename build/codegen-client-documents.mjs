import { collectDocuments } from "./own-documents.mjs";

/** Codegen plugin: the operations of our own client as the client knows them: their ids, with the types of what they answer. */
export function plugin(_schema, files) {
  const content = collectDocuments(files).map(({ id, name, kind }) => {
    const type = `OwnDocument<${name}${kind}, ${name}${kind}Variables>`;
    return `export const ${name}Document = { kind: "Document", definitions: [], documentId: "${id}" } as ${type};`;
  });
  return {
    prepend: ['import type { OwnDocument } from "../own-document.ts";'],
    content: content.join("\n"),
  };
}
