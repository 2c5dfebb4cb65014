import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Round } from "../measure/take-turns.ts";
import type { RunAnswer, RunRequest } from "./function-process.ts";

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

const [, , bundle = ""] = process.argv;
const { handler } = (await import(pathToFileURL(resolve(bundle)).href)) as { handler: Handler };

process.on("message", async (request: RunRequest) => {
  const answer = await run(request).catch((error: unknown): RunAnswer => ({ fault: String(error) }));
  process.send?.(answer);
});
process.send?.("ready");

async function run({ events, callers, contains }: RunRequest): Promise<RunAnswer> {
  const milliseconds: Round["milliseconds"] = [];
  const answers: APIGatewayProxyStructuredResultV2[] = [];
  const open = events.values();
  const startedAt = performance.now();
  async function call(): Promise<void> {
    for (const event of open) {
      const askedAt = performance.now();
      answers.push(await handler(event));
      milliseconds.push(performance.now() - askedAt);
    }
  }
  await Promise.all(Array.from({ length: callers }, call));
  const elapsedMilliseconds = performance.now() - startedAt;
  const bodies = answers.map(readBody);
  const wrong = answers.findIndex(
    ({ statusCode }, at) => statusCode !== 200 || !bodies[at]?.includes(contains),
  );
  if (wrong >= 0) return { fault: `It returned ${answers[wrong]?.statusCode}: ${bodies[wrong]}` };
  return { round: { milliseconds, elapsedMilliseconds }, lastBody: bodies.at(-1) ?? "" };
}

function readBody({ body = "", isBase64Encoded }: APIGatewayProxyStructuredResultV2): string {
  return isBase64Encoded ? gunzipSync(Buffer.from(body, "base64")).toString() : body;
}
