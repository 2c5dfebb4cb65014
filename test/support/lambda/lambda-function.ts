import { resolve } from "node:path";
import { type Instance, type Outcome, startInstance } from "./instance.ts";

/** A function as Lambda runs it: instances start on demand, are frozen between calls, and handle one event at a time. */
export interface LambdaFunction {
  /** `throttled` if the maximum number of instances are busy. */
  invoke(event: unknown): Promise<Outcome | { result: "throttled" }>;
  /** All instances that were started, including those that have ended. */
  instances(): readonly Instance[];
  /** The instances that are handling an event. */
  busy(): readonly Instance[];
  /** Kills every instance. */
  stop(): void;
}

/** A function's code and settings. */
export interface LambdaFunctionOptions {
  /** The entry point; its name without the extension is that of the handler. */
  bundle: string;
  /** The environment of its instances, besides Lambda's own variables. */
  env: Record<string, string>;
  timeoutMilliseconds: number;
  maxInstances: number;
}

const LAMBDA_ENVIRONMENT = {
  AWS_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_LAMBDA_FUNCTION_NAME: "test",
  AWS_LAMBDA_FUNCTION_VERSION: "1",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/test",
  AWS_LAMBDA_LOG_STREAM_NAME: "test",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  TZ: ":UTC",
};

/** Creates a function; no instance starts before the first event. */
export function createLambdaFunction(options: LambdaFunctionOptions): LambdaFunction {
  const started: Instance[] = [];
  const busy = new Set<Instance>();
  // Instances that are still starting count, too.
  let starting = 0;

  /** Returns an idle instance, or starts one; null if the maximum is reached. */
  async function take(): Promise<Instance | null> {
    const alive = started.filter((instance) => instance.isAlive());
    const idle = alive.find((instance) => !busy.has(instance));
    if (idle) busy.add(idle);
    if (idle) return idle;
    if (alive.length + starting >= options.maxInstances) return null;
    starting += 1;
    const env = { ...LAMBDA_ENVIRONMENT, PATH: process.env.PATH ?? "", ...options.env };
    const instance = await startInstance({ bundle: resolve(options.bundle), env });
    starting -= 1;
    started.push(instance);
    busy.add(instance);
    return instance;
  }

  return {
    async invoke(event) {
      const instance = await take();
      if (!instance) return { result: "throttled" };
      try {
        return await instance.invoke(event, options.timeoutMilliseconds);
      } finally {
        busy.delete(instance);
      }
    },
    instances: () => started,
    busy: () => [...busy],
    stop() {
      for (const instance of started) instance.kill();
    },
  };
}
