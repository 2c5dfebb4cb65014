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

/** Adds the dashboard: first the alarms, then requests, mails and the use of the table. */
export function addDashboard(stack: Stack, { metrics, alarms }: { metrics: Metrics; alarms: Alarm[] }): void {
  const dashboard = new Dashboard(stack, "Dashboard", { dashboardName: stack.stackName });
  dashboard.addWidgets(new AlarmStatusWidget({ title: "Alarms", alarms, width: WHOLE_WIDTH }));
  const { requests, clientErrors, serverErrors, durations, tooManyAttempts } = metrics;
  dashboard.addWidgets(
    graph("Requests", [requests, clientErrors, serverErrors]),
    graph("API duration (ms)", durations),
  );
  dashboard.addWidgets(
    graph("Errors and throttles", [
      metrics.apiErrors,
      metrics.apiThrottles,
      metrics.notifyErrors,
      metrics.notifyThrottles,
    ]),
    graph("Passwords refused unchecked", [tooManyAttempts]),
  );
  dashboard.addWidgets(
    graph("Mail consumer", [metrics.notifyCalls, metrics.mailsGivenUp, metrics.failedBatches]),
    graph("Mail consumer lag (ms)", [metrics.iteratorAge]),
  );
  dashboard.addWidgets(
    graph("Capacity used by the table (units)", metrics.capacity),
    graph("Throttled by the table", [metrics.tableThrottles]),
  );
}

const graph = (title: string, left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: HALF_WIDTH });
