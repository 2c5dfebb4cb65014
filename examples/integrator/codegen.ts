import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types from the schema: the file of this repository, or what `PAYMENTS_SCHEMA` names, a file or an address. */
const config: CodegenConfig = {
  schema: process.env.PAYMENTS_SCHEMA ?? "../../schema/schema.graphql",
  documents: "src/operations.graphql",
  importExtension: ".ts",
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        // Operations are kept as text, so that nothing of GraphQL is needed at run time.
        documentMode: "string",
        useTypeImports: true,
        enumType: "string-literal",
        // Values that are added later make no program wrong: each `switch` has a default.
        futureProofEnums: true,
        // Not `strictScalars`: a scalar that is added to the schema later is no fault of this program.
        defaultScalarType: "unknown",
        scalars: { DateTime: "string", Decimal: "string", LocalDate: "string", SafeInt: "number" },
      },
    },
  },
};

export default config;
