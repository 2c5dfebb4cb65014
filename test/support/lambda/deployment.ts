import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSecretReference } from "../../../deploy/operator/secret-reference.ts";
import { streamFilters } from "../../../deploy/stack/stream-filter.ts";
import type { Template } from "../../../deploy/stack/synthesize.ts";
import { startEngine } from "../../../server/local/engine.ts";
import { sha256 } from "../../../server/values/digest.ts";
import { newDeployment } from "../deployments.ts";
import { environmentOf, listRights, parametersOf, type RoleName } from "../rights/role.ts";
import { type RoleGate, startRoleGate } from "../rights/role-gate.ts";
import { startSmtp, type TestSmtp } from "../smtp.ts";
import { matchesFilter } from "../stream-filter.ts";
import { createTestTable, type TestTable, TTL_ATTRIBUTE } from "../table.ts";
import { startInvokeApi, startParameterStore } from "./aws-services.ts";
import { deployedBundle } from "./deployed-bundles.ts";
import { type EventSourceMapping, startEventSourceMapping } from "./event-source-mapping.ts";
import { startFunctionUrl } from "./function-url.ts";
import { createLambdaFunction, type LambdaFunction } from "./lambda-function.ts";

/** The shared admin password of a deployment in tests. */
export const PASSWORD = "harbor";

/** The secret that CloudFront adds to the requests that it forwards. */
export const ORIGIN_SECRET = "o".repeat(48);

/**
 * A deployment as on AWS: a table with its stream, the built bundles in their own instances with the environment and the
 * rights that the stack gives them, a Function URL, a mail server.
 */
export interface Deployment {
  table: TestTable;
  smtp: TestSmtp;
  api: LambdaFunction;
  notify: LambdaFunction;
  /** The Function URL. */
  url: string;
  mapping: EventSourceMapping;
  /** The gates between a function and AWS, which enforce its role. */
  gates: Record<RoleName, RoleGate>;
  /** Invokes the consumer as the schedule does. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Settings; each has a default. */
export interface DeploymentOptions {
  maxInstances?: number;
  apiTimeoutMilliseconds?: number;
  notifyTimeoutMilliseconds?: number;
  /** The stack; by default that of a new deployment. */
  template?: Template;
  /** The endpoint through which the API reaches the table; by default the gate of its role. */
  apiEndpoint?: (gate: string) => Promise<string>;
}

/** Starts a deployment with its own engine, so that the streams of tests do not interfere. */
export async function startDeployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), "payments-deployment-"));
  const [engine, smtp] = await Promise.all([startEngine(folder, { isInMemory: true }), startSmtp()]);
  const table = await createTestTable({ endpoint: engine.endpoint, hasStream: true });
  const template = options.template ?? newDeployment();
  const values = { ...SECRETS, SMTP_URL: smtp.url };
  const environments = {
    Api: { ...environmentOf(template, "Api"), ...ofTests(table) },
    Notify: { ...environmentOf(template, "Notify"), ...ofTests(table) },
  };
  const parameters = await startParameterStore({
    ...parametersOf(environments.Api, values),
    ...parametersOf(environments.Notify, values),
  });
  const services = { dynamodb: engine.endpoint, ssm: parameters.url };
  const openGate = (role: RoleName, more: Record<string, string> = {}) =>
    startRoleGate({
      rights: listRights(template, role),
      tableName: table.tableName,
      services: { ...services, ...more },
    });
  const notifyGate = await openGate("Notify");
  const notify = createLambdaFunction({
    bundle: deployedBundle("notify"),
    env: {
      SMTP_URL: smtp.url,
      ...environments.Notify,
      SCC_GMAIL_TO: "admin@example.com",
      AWS_ENDPOINT_URL: notifyGate.url,
    },
    timeoutMilliseconds: options.notifyTimeoutMilliseconds ?? 120_000,
    maxInstances: 4,
  });
  const invokeApi = await startInvokeApi(environments.Api.NOTIFY_FUNCTION ?? "", notify.invoke);
  const apiGate = await openGate("Api", { lambda: invokeApi.url });
  const api = createLambdaFunction({
    bundle: deployedBundle("api"),
    env: {
      ...environments.Api,
      ...plainly(environments.Api, "ADMIN_PASS_HASH"),
      AWS_ENDPOINT_URL: apiGate.url,
      ...(options.apiEndpoint ? { AWS_ENDPOINT_URL_DYNAMODB: await options.apiEndpoint(apiGate.url) } : {}),
    },
    timeoutMilliseconds: options.apiTimeoutMilliseconds ?? 20_000,
    maxInstances: options.maxInstances ?? 10,
  });
  const functionUrl = await startFunctionUrl(api);
  const filters = streamFilters({ legacyWriter: environments.Notify.LEGACY_WRITER === "on" });
  const mapping = await startEventSourceMapping({
    ...table,
    lambda: notify,
    batchSize: 10,
    retries: 10,
    passes: (record) => filters.some((pattern) => matchesFilter(pattern, record)),
  });
  return {
    table,
    smtp,
    api,
    notify,
    url: functionUrl.url,
    mapping,
    gates: { Api: apiGate, Notify: notifyGate },
    async sweep() {
      await notify.invoke({ "detail-type": "Scheduled Event", time: new Date().toISOString() });
    },
    async stop() {
      notify.stop();
      await mapping.stop();
      functionUrl.close();
      api.stop();
      for (const part of [apiGate, notifyGate, parameters, invokeApi]) part.close();
      await smtp.close();
      engine.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The values of the secrets that the stack names. */
const SECRETS: Record<string, string> = {
  ADMIN_PASS_HASH: sha256(PASSWORD),
  SESSION_SECRET: "s".repeat(48),
  ORIGIN_SECRET,
  SCC_GMAIL_PASSWORD: "no mail goes to Gmail here",
};

/** Variables that differ because a test's table is not the stack's. */
const ofTests = ({ tableName }: TestTable): Record<string, string> => ({
  TABLE_NAME: tableName,
  TTL_ATTRIBUTE,
  EVENT_MAPPING: "",
  PUBLIC_BASE_URL: "https://dispatch.example",
});

/** The test's value of a variable that does not name a secret. */
const plainly = (environment: Record<string, string>, variable: string) =>
  readSecretReference(environment[variable] ?? "") ? {} : { [variable]: SECRETS[variable] ?? "" };
