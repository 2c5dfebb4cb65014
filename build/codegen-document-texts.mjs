import { collectDocuments } from "./own-documents.mjs";

/** Codegen plugin: the texts of the client's operations by id, for servers that do not know the ids. */
export function plugin(_schema, files) {
  const lines = collectDocuments(files).map(({ id, text }) => `  "${id}": ${JSON.stringify(text)},`);
  return `export const documentTexts: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n`;
}
