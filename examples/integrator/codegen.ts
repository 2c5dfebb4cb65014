import type { CodegenConfig } from "@graphql-codegen/cli";

/** Generates types from the schema: this repository's file, or the file or address in `PAYMENTS_SCHEMA`. */
const config: CodegenConfig = {
  schema: process.env.PAYMENTS_SCHEMA ?? "../../schema/schema.graphql",
  documents: "src/operations.graphql",
  importExtension: ".ts",
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        // Operations are kept as text, so that no GraphQL package is needed at run time.
        documentMode: "string",
        useTypeImports: true,
        enumType: "string-literal",
        // Values that are added later do not break the program: each `switch` has a default.
        futureProofEnums: true,
        // Not `strictScalars`: a scalar that is added to the schema later does not concern this program.
        defaultScalarType: "unknown",
        scalars: { DateTime: "string", Decimal: "string", LocalDate: "string", SafeInt: "number" },
      },
    },
  },
};

export default config;
