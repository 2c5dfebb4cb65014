import type { Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Metrics } from "./metrics.ts";

const WHOLE_WIDTH = 24;
const HALF_WIDTH = 12;

/** Makes the dashboard: first whether all is well, then what comes in, what goes out, and what it uses. */
export function addDashboard(stack: Stack, { metrics, alarms }: { metrics: Metrics; alarms: Alarm[] }): void {
  const dashboard = new Dashboard(stack, "Dashboard", { dashboardName: stack.stackName });
  dashboard.addWidgets(new AlarmStatusWidget({ title: "Alarms", alarms, width: WHOLE_WIDTH }));
  const { requests, clientErrors, serverErrors, durations, tooManyAttempts } = metrics;
  dashboard.addWidgets(
    graph("Requests", [requests, clientErrors, serverErrors]),
    graph("How long the API takes (ms)", durations),
  );
  dashboard.addWidgets(
    graph("Errors and throttles", [
      metrics.apiErrors,
      metrics.apiThrottles,
      metrics.notifyErrors,
      metrics.notifyThrottles,
    ]),
    graph("Passwords refused unseen", [tooManyAttempts]),
  );
  dashboard.addWidgets(
    graph("Mail consumer", [metrics.notifyCalls, metrics.mailsGivenUp, metrics.failedBatches]),
    graph("How far the mail consumer is behind (ms)", [metrics.iteratorAge]),
  );
  dashboard.addWidgets(
    graph("What the table is used for (units)", metrics.capacity),
    graph("Throttled by the table", [metrics.tableThrottles]),
  );
}

const graph = (title: string, left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: HALF_WIDTH });
