import { printSchemaWithDirectives } from "@graphql-tools/utils";

/** Codegen plugin: the whole SDL as a string, so that no file is read at run time. */
export function plugin(schema) {
  return `export const typeDefs = ${JSON.stringify(printSchemaWithDirectives(schema))};\n`;
}
