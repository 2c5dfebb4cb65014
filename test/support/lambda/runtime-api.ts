import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The outcome of an invocation, as the instance itself reports it. */
export type Reply = { result: "answered"; payload: string } | { result: "failed"; error: string };

/** The Runtime API of one instance: events go in, replies come out. */
export interface RuntimeApi {
  /** The value of `AWS_LAMBDA_RUNTIME_API`. */
  address: string;
  /** Delivers an event to the instance as soon as it requests one. */
  deliver(event: unknown, deadline: Date): Promise<Reply>;
  /** Resolves with the error if the instance reports that it cannot start. */
  initFailed: Promise<string>;
  /** Resolves when the instance requests its first event, which ends its start. */
  started: Promise<void>;
  close(): void;
}

interface Invocation {
  id: string;
  event: unknown;
  deadline: Date;
  settle(reply: Reply): void;
}

/** 6 MiB and 100 bytes, as AWS's own emulator of the Runtime API counts it (`MaxPayloadSize` in `lambda/interop/model.go`). */
const MAX_RESPONSE_BYTES = 6_291_556;

/** The errors for a larger response: the caller's and the instance's. */
const TOO_LARGE = JSON.stringify({
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
});
const TOO_LARGE_FOR_INSTANCE = JSON.stringify({
  errorType: "RequestEntityTooLarge",
  errorMessage: `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
});

const REPLY_PATH = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/** Starts the Runtime API for one instance on a free port of the loopback address. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let asking: ServerResponse | null = null;
  let open: Invocation | null = null;
  let isHandedOut = false;
  let reportInitFailed = (_error: string) => {};
  const initFailed = new Promise<string>((resolve) => {
    reportInitFailed = resolve;
  });
  const started = Promise.withResolvers<void>();

  function handOut(): void {
    if (!asking || !open || isHandedOut) return;
    isHandedOut = true;
    asking.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": open.id,
      "lambda-runtime-deadline-ms": String(open.deadline.getTime()),
      "lambda-runtime-invoked-function-arn": "arn:aws:lambda:us-west-2:123456789012:function:test",
    });
    asking.end(JSON.stringify(open.event));
    asking = null;
  }

  /** Returns whether the reply was within the size limit. */
  async function takeReply(request: IncomingMessage, kind: string): Promise<boolean> {
    const body = await text(request);
    const invocation = open;
    open = null;
    isHandedOut = false;
    const fits = Buffer.byteLength(body) <= MAX_RESPONSE_BYTES;
    if (!fits) invocation?.settle({ result: "failed", error: TOO_LARGE });
    else if (kind === "response") invocation?.settle({ result: "answered", payload: body });
    else invocation?.settle({ result: "failed", error: body });
    return fits;
  }

  const server = createServer(async (request, response) => {
    const [, id, kind = ""] = REPLY_PATH.exec(request.url ?? "") ?? [];
    if (request.url?.endsWith("/invocation/next")) {
      asking = response;
      started.resolve();
      return handOut();
    }
    if (request.url?.endsWith("/init/error")) reportInitFailed(await text(request));
    const isReply = id !== undefined && id === open?.id;
    if (isReply && !(await takeReply(request, kind)))
      return response.writeHead(413).end(TOO_LARGE_FOR_INSTANCE);
    return response.writeHead(202).end();
  });
  // A frozen instance is silent until the next call.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    initFailed,
    started: started.promise,
    deliver: (event, deadline) =>
      new Promise((settle) => {
        open = { id: randomUUID(), event, deadline, settle };
        handOut();
      }),
    close: () => server.close().closeAllConnections(),
  };
}
