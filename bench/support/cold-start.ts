import { fork } from "node:child_process";
import { once } from "node:events";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const CHILD = new URL("./cold-child.mjs", import.meta.url);

/**
 * The time from the start of a new process until a bundle has answered one event. Throws if the status is not 200 or the body
 * does not contain the expected text.
 */
export async function measureColdStart(
  bundle: string,
  { event, env, contains }: { event: APIGatewayProxyEventV2; env: Record<string, string>; contains: string },
): Promise<number> {
  const startedAt = performance.now();
  const child = fork(CHILD, {
    env: { ...env, PATH: process.env.PATH, BUNDLE: bundle, EVENT: JSON.stringify(event) },
  });
  const ended = once(child, "exit");
  const [answer] = await Promise.race([
    once(child, "message"),
    ended.then(([code]) => [{ statusCode: `none, exit code ${code}`, body: "" }]),
  ]);
  const milliseconds = performance.now() - startedAt;
  child.kill();
  await ended;
  const { statusCode, body } = answer as { statusCode: unknown; body: string };
  if (statusCode !== 200 || !body.includes(contains))
    throw new Error(`${bundle} returned ${statusCode}: ${body}`);
  return milliseconds;
}
