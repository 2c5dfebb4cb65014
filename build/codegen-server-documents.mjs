import { collectDocuments } from "./own-documents.mjs";

/** Codegen plugin: the operations of our own client by their ids, as the server keeps them. */
export function plugin(_schema, files) {
  const lines = collectDocuments(files).map(
    ({ id, fingerprint, text }) =>
      `  "${id}": {\n    fingerprint: "${fingerprint}",\n    text: ${JSON.stringify(text)},\n  },`,
  );
  return `export const ownDocuments: Readonly<Record<string, { fingerprint: string; text: string }>> = {\n${lines.join("\n")}\n};\n`;
}
