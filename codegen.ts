import { globSync } from "node:fs";
import { basename } from "node:path";
import type { CodegenConfig } from "@graphql-codegen/cli";

const operations = "client/api/operations/*.graphql";

/** One file each, so that a page gets those of its lazy parts with them. */
const clientDocuments = globSync(operations)
  .filter((file) => basename(file) !== "fragments.graphql")
  .map((file) => [
    `client/api/generated/${basename(file, ".graphql")}.ts`,
    {
      documents: [operations],
      plugins: ["./build/codegen-client-documents.mjs"],
      config: { only: basename(file) },
    },
  ]);

/** Everything that is generated from `schema/`: the printed schema, and the types of server and client. */
const config: CodegenConfig = {
  schema: "schema/{root,money,access,events,payments,lists,reversals,refusals}.graphql",
  emitLegacyCommonJSImports: false,
  generates: {
    "schema/schema.graphql": {
      plugins: ["schema-ast"],
      config: { includeDirectives: true, sort: false },
    },
    "server/graphql/generated/schema-document.ts": {
      plugins: ["./build/codegen-schema-document.mjs"],
    },
    "server/graphql/generated/own-documents.ts": {
      documents: [operations],
      plugins: ["./build/codegen-server-documents.mjs"],
    },
    "server/graphql/generated/resolver-types.ts": {
      plugins: ["typescript", "typescript-resolvers"],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        enumType: "string-literal",
        contextType: "../context.ts#Context",
        mappers: {
          Event: "../mappers.ts#EventSource",
          Payment: "../mappers.ts#PaymentSource",
          Money: "../mappers.ts#MoneySource",
          MailDelivery: "../mappers.ts#MailDeliverySource",
          LedgerVerification: "../mappers.ts#LedgerVerificationSource",
          EventSettlement: "../mappers.ts#EventSettlementSource",
          PaymentTotals: "../mappers.ts#PaymentTotalsSource",
          Viewer: "../mappers.ts#ViewerSource",
        },
        scalars: {
          ID: "string",
          DateTime: "string",
          Decimal: "string",
          LocalDate: "string",
          SafeInt: "number",
        },
        makeResolverTypeCallable: true,
      },
    },
    "client/api/generated/graphql.ts": {
      documents: [operations],
      plugins: ["typescript-operations"],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          ID: "string",
          DateTime: "string",
          Decimal: "string",
          LocalDate: "string",
          SafeInt: "number",
        },
      },
    },
    ...Object.fromEntries(clientDocuments),
    "client/api/generated/document-texts.ts": {
      documents: [operations],
      plugins: ["./build/codegen-document-texts.mjs"],
    },
  },
};

export default config;
