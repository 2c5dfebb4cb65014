import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Where a distribution takes its answers from, and what it adds to the requests. */
interface Origin {
  url: string;
  /** What stands before every path there, e.g. `/pages`. */
  path?: string;
  headers?: Record<string, string>;
}

/** One path pattern of a distribution, and what becomes of requests that it catches. */
export interface Behaviour {
  /** `*` stands for any characters, `?` for one. */
  pattern: string;
  origin: Origin;
  methods: readonly string[];
  /** Headers that it adds to the answers. */
  answerHeaders?: Record<string, string>;
  isCompressed?: boolean;
}

/** A distribution: its behaviours in their order, the first that fits is the one, and one for all other paths. */
export interface DistributionShape {
  behaviours: readonly Behaviour[];
  fallback: Behaviour;
  rootObject?: string;
}

/** A running distribution. */
export interface Distribution {
  url: string;
  close(): void;
}

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|graphql)|image\/svg)/;
const compress = promisify(gzip);

/**
 * Starts a server that treats requests and answers as CloudFront does: the host's name is the origin's, whatever a viewer says
 * of its own address or of the origin's secret is replaced, and what no behaviour allows gets CloudFront's own page.
 */
export async function startDistribution(shape: DistributionShape): Promise<Distribution> {
  const server = createServer((request, response) => {
    const [path = "/"] = (request.url ?? "/").split("?");
    const behaviour = shape.behaviours.find(({ pattern }) => fits(pattern, path)) ?? shape.fallback;
    if (!behaviour.methods.includes(request.method ?? "")) return ownPage(response, 403);
    if (path === "/" && shape.rootObject) request.url = `/${shape.rootObject}`;
    passOn(request, response, behaviour);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

function fits(pattern: string, path: string): boolean {
  const quoted = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${quoted.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);
}

function passOn(request: IncomingMessage, response: ServerResponse, behaviour: Behaviour): void {
  const { origin } = behaviour;
  const { host: _, connection: __, ...headers } = request.headers;
  const viewer = request.socket.remoteAddress ?? "";
  const sent = ask(
    new URL((origin.path ?? "") + (request.url ?? "/"), origin.url),
    {
      method: request.method,
      // A connection that is kept may be one that the origin has just given up.
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
    (answer) => void passBack(request, { answer, response, behaviour }),
  );
  sent.on("error", () => ownPage(response, 502));
  request.pipe(sent);
}

async function passBack(
  request: IncomingMessage,
  {
    answer,
    response,
    behaviour,
  }: { answer: IncomingMessage; response: ServerResponse; behaviour: Behaviour },
): Promise<void> {
  const { connection: _, "transfer-encoding": __, "content-length": ___, ...headers } = answer.headers;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const wantsGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const isSmaller =
    behaviour.isCompressed &&
    wantsGzip &&
    COMPRESSIBLE.test(headers["content-type"] ?? "") &&
    body.length > 1000;
  response.writeHead(answer.statusCode ?? 502, {
    ...headers,
    ...behaviour.answerHeaders,
    "x-cache": "Miss from cloudfront",
    ...(isSmaller ? { "content-encoding": "gzip", vary: "accept-encoding" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : isSmaller ? await compress(body) : body);
}

function ownPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html", "x-cache": "Error from cloudfront" });
  response.end(
    "<!DOCTYPE HTML><HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD></HTML>",
  );
}
