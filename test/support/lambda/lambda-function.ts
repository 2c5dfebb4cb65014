import { resolve } from "node:path";
import { type Instance, type Outcome, startInstance } from "./instance.ts";

/** A function as Lambda runs it: instances come as they are needed, are frozen between calls, and take one event at a time. */
export interface LambdaFunction {
  /** `throttled` when all instances that there may be are busy. */
  invoke(event: unknown): Promise<Outcome | { result: "throttled" }>;
  /** All instances that were started, also those that have ended. */
  instances(): readonly Instance[];
  /** Those that work on something just now. */
  busy(): readonly Instance[];
  /** Ends the process of every instance. */
  stop(): void;
}

/** What a function is made of. */
export interface LambdaFunctionOptions {
  /** The entry point; its name without the ending is that of the handler. */
  bundle: string;
  /** What its instances find in their environment, beside what Lambda itself puts there. */
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

/** Makes a function; no instance is started before the first event. */
export function createLambdaFunction(options: LambdaFunctionOptions): LambdaFunction {
  const started: Instance[] = [];
  const busy = new Set<Instance>();
  // Instances that are still being started count, too.
  let starting = 0;

  /** Takes an idle instance, or starts one; null when there may be no more. */
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
