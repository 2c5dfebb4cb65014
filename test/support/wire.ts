import { type IncomingMessage, request, type ServerResponse } from "node:http";

/** A request of the SDK with its body, and the response to it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: Buffer;
  /** The operation, e.g. `PutItem`; empty where the protocol names it by the path. */
  target: string;
}

/** A service's response, byte for byte. */
export interface Answer {
  status: number;
  headers: string[];
  body: Buffer;
}

/** Reads a request to its end. Throws if the connection breaks before. */
export async function readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const header = request.headers["x-amz-target"];
  const target = typeof header === "string" ? (header.split(".").at(-1) ?? "") : "";
  return { request, response, body: await readAll(request), target };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Forwards a request to another server. Throws if there is none, or if it does not answer. */
export function forward(
  { request: { method, url, rawHeaders }, body }: Exchange,
  upstream: string | null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (upstream === null) return reject(new Error("There is nothing to forward to."));
    // One connection per request: a kept connection could break by itself, which would be an unplanned fault.
    const onward = request(new URL(url ?? "/", upstream), { method, headers: rawHeaders, agent: false });
    onward.once("error", reject);
    onward.once("response", (incoming) => {
      const { statusCode = 500, rawHeaders: headers } = incoming;
      readAll(incoming).then((answered) => resolve({ status: statusCode, headers, body: answered }), reject);
    });
    onward.end(body);
  });
}

/** Sends a response. */
export function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** An error in the format of AWS's JSON services. */
export function toRefusal(status: number, type: string, fields: Record<string, unknown>): Answer {
  const body = Buffer.from(JSON.stringify({ __type: type, ...fields }));
  const headers = ["content-type", "application/x-amz-json-1.0", "content-length", String(body.length)];
  return { status, headers, body };
}
