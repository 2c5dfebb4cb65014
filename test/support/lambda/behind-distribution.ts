import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../../server/ledger/hash.ts";
import { JOINED_HEALTH_PATH, PUBLIC_PATHS } from "../../../server/rest/public-paths.ts";
import { type RunningServer, type ServerOptions, startLocalServer } from "../local-server.ts";
import { ORIGIN_SECRET } from "./deployment.ts";
import { type Behaviour, startDistribution } from "./distribution.ts";
import { startFunctionUrl } from "./function-url.ts";
import { createLambdaFunction } from "./lambda-function.ts";
import { pagesOf, startPageBucket } from "./page-bucket.ts";

const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];
const PAGE_METHODS = ["GET", "HEAD"];

/** Something to call and to look at, as a local server is, but as it is on AWS. */
export interface BehindDistribution extends Pick<RunningServer, "url" | "password" | "dataDir" | "stop"> {
  /** The API past the distribution. */
  functionUrl: string;
  /** What stands for the tool. */
  toolUrl: string;
}

/**
 * The dispatch tool's own distribution after the payments have joined it: our paths go to the built API bundle behind its
 * Function URL, all others under `/api/` to the tool, and the rest to the bucket of pages. A local server stands for the
 * tool, and brings the demonstration's table and the inbox.
 */
export async function startBehindDistribution(options: ServerOptions = {}): Promise<BehindDistribution> {
  const tool = await startLocalServer(options);
  const api = createLambdaFunction({
    bundle: "dist/lambda/api.mjs",
    env: {
      AWS_ENDPOINT_URL_DYNAMODB: await engineOf(tool),
      ADMIN_PASS_HASH: sha256(tool.password),
      SESSION_SECRET: "s".repeat(48),
      ORIGIN_SECRET,
      ...options.env,
    },
    timeoutMilliseconds: 20_000,
    mostInstances: 4,
  });
  const functionUrl = await startFunctionUrl(api);
  const bucket = await startPageBucket(pagesOf("dist/client"));
  const origin = { url: functionUrl.url, headers: { "x-origin-secret": ORIGIN_SECRET } };
  const ours = PUBLIC_PATHS.map((path) => (path === "/health" ? JOINED_HEALTH_PATH : path));
  const theirs = ["/api/*", "/inbox*", "/health", "/explorer/*"];
  const distribution = await startDistribution({
    behaviours: [
      ...ours.map((pattern): Behaviour => ({ pattern, origin, methods: ALL_METHODS })),
      ...theirs.map((pattern): Behaviour => ({ pattern, origin: { url: tool.url }, methods: ALL_METHODS })),
    ],
    fallback: { pattern: "*", origin: { url: bucket.url }, methods: PAGE_METHODS, isCompressed: true },
    rootObject: "index.html",
  });
  return {
    url: distribution.url,
    functionUrl: functionUrl.url,
    toolUrl: tool.url,
    password: tool.password,
    dataDir: tool.dataDir,
    async stop() {
      for (const part of [distribution, bucket, functionUrl]) part.close();
      api.stop();
      await tool.stop();
    },
  };
}

async function engineOf({ dataDir }: RunningServer): Promise<string> {
  const note = JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")) as { port: number };
  return `http://127.0.0.1:${note.port}`;
}
