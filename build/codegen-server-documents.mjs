import { parse } from "graphql";
import { collectDocuments } from "./own-documents.mjs";

/**
 * Codegen plugin: the client's operations by id, for the server. `parsed` is the document as JSON, which parses faster than
 * GraphQL; it stays text because an instance needs only a few of them.
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
