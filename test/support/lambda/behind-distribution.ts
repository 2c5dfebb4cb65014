import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { joinDistribution } from "../../../deploy/command/distribution/join-distribution.ts";
import { JOINED_PATHS } from "../../../deploy/command/distribution/joined-paths.ts";
import { OUR_ORIGIN_ID } from "../../../deploy/command/distribution/our-behavior.ts";
import { sha256 } from "../../../server/values/digest.ts";
import {
  aBehavior,
  aDistribution,
  type DistributionConfig,
} from "../../deploy-command/support/a-distribution.ts";
import { newDeployment } from "../deployments.ts";
import type { ServerOptions } from "../local-server.ts";
import { type ServerInProcess, startServerInProcess } from "../server-in-process.ts";
import { deployedBundle } from "./deployed-bundles.ts";
import { ORIGIN_SECRET } from "./deployment.ts";
import { type DistributionShape, startDistribution } from "./distribution.ts";
import { shapeOfConfig, shapeOfTemplate } from "./distribution-shapes.ts";
import { startFunctionUrl } from "./function-url.ts";
import { createLambdaFunction } from "./lambda-function.ts";
import { pagesOf, type StoredPage, startPageBucket } from "./page-bucket.ts";

/** Something to call and to look at, as a local server is, but as it is on AWS. */
export interface BehindDistribution extends Pick<ServerInProcess, "url" | "password" | "dataDir" | "stop"> {
  /** The API past the distribution. */
  functionUrl: string;
}

/** What a test may want otherwise. */
interface BehindOptions extends ServerOptions {
  /** Where the deployed API reaches the table; the engine itself unless something stands between. */
  apiEndpoint?: (engine: string) => Promise<string>;
}

/** Where the origins of a distribution are. */
interface OriginUrls {
  bucket: string;
  api: string;
  tool: string;
}

/**
 * The dispatch tool's own distribution after the payments have joined it: our paths go to the built API bundle behind its
 * Function URL, all others under `/api/` to the tool, and the rest to the bucket of pages. A local server stands for the
 * tool, and brings the demonstration's table and the inbox.
 */
export function startBehindDistribution(options: BehindOptions = {}): Promise<BehindDistribution> {
  return start(options, {
    pages: pagesOf("dist/client"),
    shapeOf: ({ bucket, api, tool }) => {
      const urls: Record<string, string> = { pages: bucket, "tool-api": tool, [OUR_ORIGIN_ID]: api };
      return shapeOfConfig(joined(), (originId) => urls[originId] ?? "");
    },
  });
}

/** A distribution of our own, as the stack's template has it, over these pages. There is no tool in it. */
export function startNewDistribution(
  pages: readonly StoredPage[],
  options: BehindOptions = {},
): Promise<BehindDistribution> {
  const template = newDeployment();
  return start(options, {
    pages,
    shapeOf: ({ bucket, api }) =>
      shapeOfTemplate(template, { bucketUrl: bucket, apiUrl: api, secret: ORIGIN_SECRET }),
  });
}

async function start(
  options: BehindOptions,
  { pages, shapeOf }: { pages: readonly StoredPage[]; shapeOf: (urls: OriginUrls) => DistributionShape },
): Promise<BehindDistribution> {
  const tool = await startServerInProcess(options);
  const engine = await engineOf(tool);
  const api = createLambdaFunction({
    bundle: deployedBundle("api"),
    env: {
      AWS_ENDPOINT_URL_DYNAMODB: (await options.apiEndpoint?.(engine)) ?? engine,
      ADMIN_PASS_HASH: sha256(tool.password),
      SESSION_SECRET: "s".repeat(48),
      ORIGIN_SECRET,
      ...options.env,
    },
    timeoutMilliseconds: 20_000,
    maxInstances: 10,
  });
  const functionUrl = await startFunctionUrl(api);
  const bucket = await startPageBucket(pages);
  const urls = { bucket: bucket.url, api: functionUrl.url, tool: tool.url };
  const distribution = await startDistribution(shapeOf(urls));
  return {
    url: distribution.url,
    functionUrl: functionUrl.url,
    password: tool.password,
    dataDir: tool.dataDir,
    async stop() {
      for (const part of [distribution, bucket, functionUrl]) part.close();
      api.stop();
      await tool.stop();
    },
  };
}

/** What the deploy command makes of the tool's distribution. */
function joined(): DistributionConfig {
  const theirs = ["/api/*", "/inbox*", "/health", "/explorer/*"].map((path) => aBehavior(path));
  const secretHeader = { name: "x-origin-secret", value: ORIGIN_SECRET };
  const outcome = joinDistribution(aDistribution(theirs), {
    origin: { domainName: "payments.lambda-url.us-west-2.on.aws", secretHeader },
    paths: JOINED_PATHS,
  });
  if (outcome.result !== "changed") throw new Error(`The distribution was not joined: ${outcome.result}.`);
  return outcome.config;
}

async function engineOf({ dataDir }: ServerInProcess): Promise<string> {
  const note = JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")) as { port: number };
  return `http://127.0.0.1:${note.port}`;
}
