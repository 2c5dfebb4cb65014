import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createErrorCache, type ErrorCache } from "./error-cache.ts";

/** An origin of a distribution, and the headers that it adds to requests. */
interface Origin {
  url: string;
  /** The prefix of every path there, e.g. `/pages`. */
  path?: string;
  headers?: Record<string, string>;
}

/** One path pattern of a distribution, and the handling of requests that match it. */
export interface Behavior {
  /** `*` stands for any characters, `?` for one. */
  pattern: string;
  origin: Origin;
  methods: readonly string[];
  /** Headers that it adds to responses. */
  answerHeaders?: Record<string, string>;
  isCompressed?: boolean;
}

/** A distribution: its behaviors in order, of which the first match applies, and one for all other paths. */
export interface DistributionShape {
  behaviors: readonly Behavior[];
  fallback: Behavior;
  rootObject?: string;
  /** The minimum time for which errors are cached, by status, if the distribution sets one. */
  errorSeconds: ReadonlyMap<number, number>;
}

/** A running distribution. */
export interface Distribution {
  url: string;
  close(): void;
}

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|graphql)|image\/svg)/;
const compress = promisify(gzip);

/**
 * Starts a server that treats requests and responses as CloudFront does: the host name is the origin's, a viewer's own
 * headers with its address or the origin's secret are replaced, a method that the behavior does not allow gets CloudFront's
 * own page, and errors are also returned to the next callers of the path. `now` returns milliseconds.
 */
export async function startDistribution(
  shape: DistributionShape,
  { now = Date.now }: { now?: () => number } = {},
): Promise<Distribution> {
  const errors = createErrorCache(shape.errorSeconds, now);
  const server = createServer((request, response) => {
    const [path = "/"] = (request.url ?? "/").split("?");
    const behavior = shape.behaviors.find(({ pattern }) => matchesPath(pattern, path)) ?? shape.fallback;
    if (!behavior.methods.includes(request.method ?? "")) return ownPage(response, 403);
    if (path === "/" && shape.rootObject) request.url = `/${shape.rootObject}`;
    const known = errors.find(askedBy(request));
    if (known) return sendCached(request, response, known);
    passOn(request, { response, behavior, errors });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

function matchesPath(pattern: string, path: string): boolean {
  const quoted = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${quoted.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);
}

const askedBy = ({ method = "", url = "/" }: IncomingMessage) => ({ method, path: url.split("?")[0] ?? "/" });

function sendCached(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, ageSeconds }: NonNullable<ReturnType<ErrorCache["find"]>>,
): void {
  response.writeHead(status, { ...headers, "x-cache": "Error from cloudfront", age: String(ageSeconds) });
  response.end(request.method === "HEAD" ? undefined : body);
}

interface Passing {
  response: ServerResponse;
  behavior: Behavior;
  errors: ErrorCache;
}

function passOn(request: IncomingMessage, passing: Passing): void {
  const { origin } = passing.behavior;
  const { host: _, connection: __, ...headers } = request.headers;
  const viewer = request.socket.remoteAddress ?? "";
  const sent = ask(
    new URL((origin.path ?? "") + (request.url ?? "/"), origin.url),
    {
      method: request.method,
      // The origin may just have closed a kept connection.
      agent: false,
      headers: {
        ...headers,
        "x-forwarded-for": [headers["x-forwarded-for"], viewer].flat().filter(Boolean).join(", "),
        via: "2.0 example.cloudfront.net (CloudFront)",
        "x-amz-cf-id": "example",
        "cloudfront-viewer-address": `${viewer}:${request.socket.remotePort}`,
        ...origin.headers,
      },
    },
    (answer) => void passBack(request, { ...passing, answer }),
  );
  sent.on("error", () => {
    // An origin that does not answer counts as one that returns an error.
    passing.errors.offer(askedBy(request), { status: 502, headers: OWN_HEADERS, body: OWN_PAGE });
    ownPage(passing.response, 502);
  });
  request.pipe(sent);
}

async function passBack(
  request: IncomingMessage,
  { answer, response, behavior, errors }: Passing & { answer: IncomingMessage },
): Promise<void> {
  const { connection: _, "transfer-encoding": __, "content-length": ___, ...headers } = answer.headers;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const status = answer.statusCode ?? 502;
  if (status >= 400) errors.offer(askedBy(request), { status, headers, body });
  const wantsGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const isSmaller =
    behavior.isCompressed &&
    wantsGzip &&
    COMPRESSIBLE.test(headers["content-type"] ?? "") &&
    body.length > 1000;
  response.writeHead(status, {
    ...headers,
    ...behavior.answerHeaders,
    "x-cache": "Miss from cloudfront",
    ...(isSmaller ? { "content-encoding": "gzip", vary: "accept-encoding" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : isSmaller ? await compress(body) : body);
}

const OWN_HEADERS = { "content-type": "text/html" };
const OWN_PAGE = Buffer.from("<!DOCTYPE HTML><TITLE>ERROR: The request could not be satisfied</TITLE>");

function ownPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...OWN_HEADERS, "x-cache": "Error from cloudfront" }).end(OWN_PAGE);
}
