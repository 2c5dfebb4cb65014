import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { streamFilters } from "../../../deploy/stack/stream-filter.ts";
import { startEngine } from "../../../server/local/engine.ts";
import { sha256 } from "../../../server/values/digest.ts";
import { startSmtp, type TestSmtp } from "../smtp.ts";
import { matchesFilter } from "../stream-filter.ts";
import { createTestTable, type TestTable, TTL_ATTRIBUTE } from "../table.ts";
import { type EventSourceMapping, startEventSourceMapping } from "./event-source-mapping.ts";
import { startFunctionUrl } from "./function-url.ts";
import { createLambdaFunction, type LambdaFunction } from "./lambda-function.ts";

/** The shared admin password of a deployment in tests. */
export const PASSWORD = "harbor";

/** What CloudFront adds to the requests that it passes on. */
export const ORIGIN_SECRET = "o".repeat(48);

/** Everything as on AWS: a table with its stream, the built bundles in instances of their own, a Function URL, a mail server. */
export interface Deployment {
  table: TestTable;
  smtp: TestSmtp;
  api: LambdaFunction;
  notify: LambdaFunction;
  /** The Function URL. */
  url: string;
  mapping: EventSourceMapping;
  /** What the schedule does. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** What a test may want otherwise. */
export interface DeploymentOptions {
  mostInstances?: number;
  apiTimeoutMilliseconds?: number;
  notifyTimeoutMilliseconds?: number;
  /** What the API's environment says beside the rest. */
  apiEnv?: (notify: LambdaFunction) => Promise<Record<string, string>>;
  /** Where the API reaches the table; the engine itself unless something stands between. */
  apiEndpoint?: (engine: string) => Promise<string>;
}

/** Starts it, with an engine of its own: the stream of one test is not in the way of others. */
export async function startDeployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const folder = await mkdtemp(join(tmpdir(), "payments-deployment-"));
  const [engine, smtp] = await Promise.all([startEngine(folder), startSmtp()]);
  const table = await createTestTable({ endpoint: engine.endpoint, hasStream: true });
  const shared = { TABLE_NAME: table.tableName, TTL_ATTRIBUTE, PUBLIC_BASE_URL: "https://dispatch.example" };
  const notify = createLambdaFunction({
    bundle: "dist/lambda/notify.mjs",
    env: {
      ...shared,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      SMTP_URL: smtp.url,
      SCC_GMAIL_TO: "admin@example.com",
    },
    timeoutMilliseconds: options.notifyTimeoutMilliseconds ?? 120_000,
    mostInstances: 4,
  });
  const api = createLambdaFunction({
    bundle: "dist/lambda/api.mjs",
    env: {
      ...shared,
      AWS_ENDPOINT_URL_DYNAMODB: (await options.apiEndpoint?.(engine.endpoint)) ?? engine.endpoint,
      ADMIN_PASS_HASH: sha256(PASSWORD),
      SESSION_SECRET: "s".repeat(48),
      ORIGIN_SECRET,
      ...(await options.apiEnv?.(notify)),
    },
    timeoutMilliseconds: options.apiTimeoutMilliseconds ?? 20_000,
    mostInstances: options.mostInstances ?? 10,
  });
  const functionUrl = await startFunctionUrl(api);
  const filters = streamFilters({ legacyWriter: false });
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
    async sweep() {
      await notify.invoke({ "detail-type": "Scheduled Event", time: new Date().toISOString() });
    },
    async stop() {
      notify.stop();
      await mapping.stop();
      functionUrl.close();
      api.stop();
      await smtp.close();
      engine.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
