import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What a program asked. */
interface FrontRequest {
  query: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it knows to be there.
  variables: any;
}

/** Passes a request on to the server, and answers what it said. */
type Pass = (request: FrontRequest) => Promise<string>;

/** The body of an answer; null breaks the connection. */
type Answer = (request: FrontRequest, pass: Pass) => string | null | Promise<string | null>;

/** Stands between a program and a server, and answers in its place where a test wants something else to be said. */
export interface GraphqlFront {
  url: string;
  /** What was asked so far. */
  requests: FrontRequest[];
  close(): void;
}

/** Starts one on a free port of the loopback address. */
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
