import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Reply, startRuntimeApi } from "./runtime-api.ts";

/** AWS's own runtime interface client; fully compiled in `npm run test:native-runtime`. */
const CLIENT =
  process.env.LAMBDA_RUNTIME_CLIENT ?? fileURLToPath(import.meta.resolve("aws-lambda-ric/index.mjs"));
const PRELOADED = process.env.LAMBDA_RUNTIME_CLIENT
  ? []
  : ["--import", new URL("without-compiling.ts", import.meta.url).href];

/** How long Lambda waits for a start. Lambda then tries once more, within the time of the first event; this instance does not. */
const INIT_MILLISECONDS = 10_000;

/** The outcome of an invocation. */
export type Outcome = Reply | { result: "timedOut" | "died" };

/** One instance of a function: a process that is frozen while idle. */
export interface Instance {
  /** Thaws it, delivers an event, and freezes it after its response. After `timeoutMilliseconds` it is killed. */
  invoke(event: unknown, timeoutMilliseconds: number): Promise<Outcome>;
  /** Freezes it, even during an event. */
  freeze(): void;
  thaw(): void;
  /** Kills it, even during an event. */
  kill(): void;
  isAlive(): boolean;
  /** Its log so far. */
  log(): string;
}

/** Starts an instance of a built bundle, which starts to load immediately. */
export async function startInstance(given: {
  bundle: string;
  env: Record<string, string>;
}): Promise<Instance> {
  const api = await startRuntimeApi();
  const env = {
    ...given.env,
    AWS_LAMBDA_RUNTIME_API: api.address,
    LAMBDA_TASK_ROOT: dirname(given.bundle),
    _HANDLER: `${basename(given.bundle, ".mjs")}.handler`,
  };
  const child = spawn(process.execPath, [...PRELOADED, CLIENT, env._HANDLER], {
    env,
    cwd: dirname(given.bundle),
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const init = setTimeout(() => child.kill("SIGKILL"), INIT_MILLISECONDS);
  void api.started.then(() => clearTimeout(init));
  const died = once(child, "exit").then((): Outcome => {
    clearTimeout(init);
    api.close();
    return { result: "died" };
  });
  const initFailed = api.initFailed.then((error): Outcome => ({ result: "failed", error }));
  return {
    async invoke(event, timeoutMilliseconds) {
      child.kill("SIGCONT");
      const deadline = new Date(Date.now() + timeoutMilliseconds);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const timedOut = new Promise<Outcome>((resolve) => {
        timer = setTimeout(() => resolve({ result: "timedOut" }), timeoutMilliseconds);
      });
      const outcome = await Promise.race([api.deliver(event, deadline), initFailed, died, timedOut]);
      clearTimeout(timer);
      child.kill(outcome.result === "timedOut" ? "SIGKILL" : "SIGSTOP");
      return outcome;
    },
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    kill: () => void child.kill("SIGKILL"),
    isAlive,
    log: () => log,
  };
}
