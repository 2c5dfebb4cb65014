import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What came of an invocation, as far as the instance itself says it. */
export type Reply = { result: "answered"; payload: string } | { result: "failed"; error: string };

/** The Runtime API of one instance: events go in, replies come out. */
export interface RuntimeApi {
  /** What `AWS_LAMBDA_RUNTIME_API` is set to. */
  address: string;
  /** Hands an event to the instance as soon as it asks for one. */
  deliver(event: unknown, deadline: Date): Promise<Reply>;
  /** Resolves, with the error, when the instance says that it cannot start. */
  initFailed: Promise<string>;
  /** Resolves when the instance asks for its first event, which ends its start. */
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

/** What the caller is told of a larger one, and what the instance itself is. */
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
  let tellInitFailed = (_error: string) => {};
  const initFailed = new Promise<string>((resolve) => {
    tellInitFailed = resolve;
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

  /** Answers whether the reply was short enough. */
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
    if (request.url?.endsWith("/init/error")) tellInitFailed(await text(request));
    const isReply = id !== undefined && id === open?.id;
    if (isReply && !(await takeReply(request, kind)))
      return response.writeHead(413).end(TOO_LARGE_FOR_INSTANCE);
    return response.writeHead(202).end();
  });
  // A frozen instance says nothing for as long as nobody calls it.
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
