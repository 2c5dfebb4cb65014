import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEngine } from "../../server/local/engine.ts";

declare module "vitest" {
  export interface ProvidedContext {
    dynamoEndpoint: string;
  }
}

/** One embedded engine for all test files, or one that already runs; each file creates its own table in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.TEST_DYNAMO_ENDPOINT;
  if (running) {
    project.provide("dynamoEndpoint", running);
    return async () => undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "payments-test-"));
  const engine = await startEngine(folder, { isInMemory: true });
  project.provide("dynamoEndpoint", engine.endpoint);
  return async () => {
    engine.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
