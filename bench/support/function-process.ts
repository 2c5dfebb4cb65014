import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Round } from "../measure/take-turns.ts";

/** A Lambda bundle in its own process. */
export interface FunctionProcess {
  /** Sends it the events, with a number of concurrent callers. Throws if a status is not 200 or a body does not contain the expected text. */
  run(request: RunRequest): Promise<Round>;
  /** The body of its response to one event. */
  ask(event: APIGatewayProxyEventV2): Promise<string>;
  stop(): Promise<void>;
}

/** A request to the process. */
export interface RunRequest {
  events: APIGatewayProxyEventV2[];
  callers: number;
  /** A part of every correct response. */
  contains: string;
}

/** The result of the process, with the body of its last response. */
export type RunAnswer = { round: Round; lastBody: string } | { fault: string };

const CHILD = new URL("./function-child.ts", import.meta.url);

/** Loads a bundle, and waits until it can handle events. */
export async function startFunctionProcess(
  bundle: string,
  env: Record<string, string>,
): Promise<FunctionProcess> {
  const child = fork(CHILD, [bundle], { env: { ...process.env, ...env }, stdio: "inherit" });
  const next = createListener(child);
  await next();
  const send = async (request: RunRequest) => {
    child.send(request);
    const answer = (await next()) as RunAnswer;
    if ("fault" in answer) throw new Error(answer.fault);
    return answer;
  };
  return {
    run: async (request) => (await send(request)).round,
    ask: async (event) => (await send({ events: [event], callers: 1, contains: "" })).lastBody,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** Returns the next message of a process; throws if it exits instead. */
function createListener(child: ChildProcess): () => Promise<unknown> {
  let settle: PromiseWithResolvers<unknown> | null = null;
  child.on("message", (message) => settle?.resolve(message));
  child.on("exit", (code) =>
    settle?.reject(new Error(`The process of a function exited with code ${code}.`)),
  );
  return () => {
    settle = Promise.withResolvers();
    return settle.promise;
  };
}
