import { type App, Stack, Tags } from "aws-cdk-lib";
import type { Operator } from "../operator/operator.ts";
import { addApi } from "./api.ts";
import { addNotify } from "./notify.ts";
import { PROTECTED_CONTEXT } from "./output-names.ts";
import { addOutputs } from "./outputs.ts";
import { addPages } from "./pages/pages.ts";
import { addSecrets } from "./secrets.ts";
import { addTable } from "./table.ts";
import { addAlarmTopic } from "./watch/alarm-topic.ts";
import { addAlarms } from "./watch/alarms.ts";
import { addDashboard } from "./watch/dashboard.ts";
import { addFailedBatches } from "./watch/failed-batches.ts";
import { addMetrics } from "./watch/metrics.ts";

/** Input of the stack. */
export interface StackInput {
  operator: Operator;
  /** The folder with the built `api.mjs` and `notify.mjs`. */
  bundlesFolder: string;
}

/** The whole deployment, one line per part. */
export class PaymentsStack extends Stack {
  constructor(app: App, { operator, bundlesFolder }: StackInput) {
    super(app, operator.stackName, {
      description: "Payments for a dispatch tool",
      env: { region: operator.region, account: operator.account ?? undefined },
      // Off for the first deployment, because a stack that failed could not be deleted. Set afterwards, because the CDK would switch
      // it off again.
      terminationProtection: app.node.tryGetContext(PROTECTED_CONTEXT) === "true",
      analyticsReporting: false,
    });
    Tags.of(this).add("application", "dispatch-payments");
    Tags.of(this).add("stack", operator.stackName);

    const table = addTable(this, operator);
    const secrets = addSecrets(this, operator);
    const api = addApi(this, { operator, table, secrets, bundlesFolder });
    const pages = addPages(this, { operator, api, secrets });
    const failures = addFailedBatches(this);
    const notify = addNotify(this, {
      operator,
      table,
      failures,
      publicBaseUrl: pages.baseUrl,
      bundlesFolder,
    });
    const topic = addAlarmTopic(this, operator);
    const metrics = addMetrics(this, { table, api, notify, failures });
    const alarms = addAlarms(this, { metrics, topic });
    addDashboard(this, { metrics, alarms });
    addOutputs(this, { operator, table, secrets, api, notify, failures, pages, topic });
  }
}
