import { parse } from "graphql";
import { collectDocuments } from "./own-documents.mjs";

/**
 * Codegen plugin: the operations of our own client by their ids, as the server keeps them. `parsed` is the document as JSON, which is
 * read faster than the text, and kept as text, since an instance is asked for few of them.
 */
export function plugin(_schema, files) {
  const lines = collectDocuments(files).map(({ id, fingerprint, text }) =>
    [
      `  "${id}": {`,
      `    fingerprint: "${fingerprint}",`,
      `    text: ${JSON.stringify(text)},`,
      `    parsed: ${JSON.stringify(JSON.stringify(parse(text, { noLocation: true })))},`,
      "  },",
    ].join("\n"),
  );
  return [
    "export const ownDocuments: Readonly<Record<string, { fingerprint: string; text: string; parsed: string }>> = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}
