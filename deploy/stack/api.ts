import { Arn, ArnFormat, type Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type FunctionUrl, FunctionUrlAuthType, InvokeMode } from "aws-cdk-lib/aws-lambda";
import { apiEnvironment } from "../operator/environment.ts";
import type { Operator } from "../operator/operator.ts";
import { readSecretReference } from "../operator/secret-reference.ts";
import { addLiveFunction, type LiveFunction } from "./live-function.ts";
import { namesIn } from "./names.ts";
import { LIVE_ALIAS } from "./output-names.ts";
import { readSecrets } from "./secret-permissions.ts";
import { known, type StackSecrets } from "./secrets.ts";
import type { LedgerTable } from "./table.ts";
import { apiTableStatements } from "./table-permissions.ts";

/** The API and its public address. */
export interface Api extends LiveFunction {
  url: FunctionUrl;
}

/** Longer than the longest request, shorter than CloudFront's timeout (30 s). */
const TIMEOUT_SECONDS = 20;

/**
 * Adds the API. Its URL is public, because signed requests would exclude plain callers; the API itself refuses requests without
 * the origin secret.
 */
export function addApi(
  stack: Stack,
  made: { operator: Operator; table: LedgerTable; secrets: StackSecrets; bundlesFolder: string },
): Api {
  const { operator, table, secrets } = made;
  const { encryptionKeyArn } = operator.secrets;
  const notifyFunctionArn = notifyAliasArn(stack, operator);
  const live = addLiveFunction(stack, {
    id: "Api",
    name: namesIn(operator).apiFunction,
    description: "Serves GraphQL and the REST routes.",
    bundle: "api",
    bundlesFolder: made.bundlesFolder,
    timeoutSeconds: TIMEOUT_SECONDS,
    memoryMegabytes: operator.apiMemoryMegabytes,
    logRetentionDays: operator.logRetentionDays,
    reservedConcurrency: operator.reservedConcurrency,
    environment: apiEnvironment(operator, {
      sessionSecret: secrets.session.reference.text,
      originSecret: secrets.origin.reference.text,
      notifyFunctionArn,
    }),
    statements: [
      ...apiTableStatements(stack, table),
      ...readSecrets(stack, { secrets: secretsOfApi(operator, secrets), encryptionKeyArn }),
      new PolicyStatement({
        sid: "CheckMailDelivery",
        actions: ["lambda:InvokeFunction"],
        resources: [notifyFunctionArn],
      }),
    ],
  });
  const url = live.alias.addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
    invokeMode: InvokeMode.BUFFERED,
  });
  return { ...live, url };
}

function secretsOfApi({ secrets: { adminPasswordHash } }: Operator, { session, origin }: StackSecrets) {
  const isReference = readSecretReference(adminPasswordHash) !== null;
  return [session, origin, ...(isReference ? [known(adminPasswordHash)] : [])];
}

/** Built from names: the consumer depends on the distribution and the distribution on the API, so the API cannot depend on it. */
function notifyAliasArn(stack: Stack, operator: Operator): string {
  const resourceName = `${namesIn(operator).notifyFunction}:${LIVE_ALIAS}`;
  return Arn.format(
    { service: "lambda", resource: "function", resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    stack,
  );
}
