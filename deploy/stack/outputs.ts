import { CfnOutput, Fn, type Stack } from "aws-cdk-lib";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { footingOf } from "../operator/footing.ts";
import type { Operator } from "../operator/operator.ts";
import type { Api } from "./api.ts";
import type { LiveFunction } from "./live-function.ts";
import { OUTPUTS, type OutputName } from "./output-names.ts";
import type { Pages } from "./pages/pages.ts";
import type { StackSecrets } from "./secrets.ts";
import type { LedgerTable } from "./table.ts";

/** Adds the outputs that the deploy command and the operator need. */
export function addOutputs(
  stack: Stack,
  made: {
    operator: Operator;
    table: LedgerTable;
    secrets: StackSecrets;
    api: Api;
    notify: LiveFunction;
    failures: Queue;
    pages: Pages;
    topic: Topic;
  },
): void {
  const { api, notify, pages } = made;
  const values: Record<OutputName, string> = {
    ApiUrl: api.url.url,
    ApiDomain: Fn.select(2, Fn.split("/", api.url.url)),
    HealthUrl: pages.healthUrl,
    SiteUrl: pages.baseUrl,
    PagesBucket: pages.bucketName,
    // CloudFormation does not allow empty outputs.
    PagesPrefix: pages.prefix || "/",
    DistributionId: pages.distributionId,
    DistributionDomain: pages.distributionDomain,
    ApiFunction: api.lambda.functionName,
    NotifyFunction: notify.lambda.functionName,
    ApiAlias: api.alias.aliasName,
    NotifyAlias: notify.alias.aliasName,
    TableName: made.table.name,
    FailedBatchesQueueUrl: made.failures.queueUrl,
    OriginSecretReference: made.secrets.origin.reference.text,
    Footing: footingOf(made.operator),
    AlarmTopicArn: made.topic.topicArn,
  };
  // A child scope, because some resources have the same ids.
  const scope = new Construct(stack, "Outputs");
  for (const [name, value] of Object.entries(values)) {
    const output = new CfnOutput(scope, name, { value, description: OUTPUTS[name as OutputName] });
    output.overrideLogicalId(name);
  }
}
