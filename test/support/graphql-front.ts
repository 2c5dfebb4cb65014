import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A program's request. */
interface FrontRequest {
  query: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the variables that it expects.
  variables: any;
}

/** Forwards a request to the server, and returns the body of its response. */
type Pass = (request: FrontRequest) => Promise<string>;

/** Returns the body of a response; null breaks the connection. */
type Answer = (request: FrontRequest, pass: Pass) => string | null | Promise<string | null>;

/** A proxy between a program and a server, which may return other responses than the server's. */
export interface GraphqlFront {
  url: string;
  /** The requests so far. */
  requests: FrontRequest[];
  close(): void;
}

/** Starts a proxy on a free port of the loopback address. */
export async function startGraphqlFront(upstream: string, answer: Answer): Promise<GraphqlFront> {
  const requests: FrontRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = JSON.parse(await text(incoming)) as FrontRequest;
    requests.push(request);
    const { authorization = "" } = incoming.headers;
    const body = await answer(request, (passed) => passOn(passed, { upstream, authorization }));
    if (body === null) response.destroy();
    else response.setHeader("content-type", "application/json").end(body);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => server.close().closeAllConnections(),
  };
}

async function passOn(
  request: FrontRequest,
  { upstream, authorization }: { upstream: string; authorization: string },
): Promise<string> {
  const response = await fetch(`${upstream}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return response.text();
}
