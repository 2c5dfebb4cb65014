// Replaces `rapid-client.node`, the one compiled part of AWS's runtime interface client: the Runtime API over Node's own
// HTTP. Its data and the order of its calls are those of `src/native/rapid-client.cc` in aws-lambda-ric 4.0.2.
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");

/** The compiled client waits until each reply is accepted before its call returns; here, the next call waits for it. */
let replied: Promise<unknown> = Promise.resolve();

interface Taken {
  headers: IncomingHttpHeaders;
  body: string;
}

function call(method: string, path: string, given: { body?: string; headers?: Record<string, string> } = {}) {
  return new Promise<Taken>((resolve, reject) => {
    const options = {
      host,
      port,
      method,
      path: `/2018-06-01/runtime/invocation/${path}`,
      headers: given.headers,
    };
    const sent = request(options, async (answer) =>
      resolve({ headers: answer.headers, body: await text(answer) }),
    );
    sent.on("error", reject);
    sent.end(given.body);
  });
}

/** Waits for the next event without a timeout. */
export async function next(): Promise<{ bodyJson: string; headers: Record<string, unknown> }> {
  await replied;
  const { headers, body } = await call("GET", "next");
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return { bodyJson: body, headers: { ...headers, "lambda-runtime-deadline-ms": deadline } };
}

/** Returns the response to an event, as JSON. */
export function done(id: string, body: string): void {
  replied = call("POST", `${id}/response`, { body, headers: { "content-type": "application/json" } });
}

/** Returns the error of an event, as JSON, once for the caller and once for X-Ray. */
export function error(id: string, body: string, xray: string): void {
  const headers = {
    "content-type": "application/json",
    "lambda-runtime-function-xray-error-cause": xray,
  };
  replied = call("POST", `${id}/error`, { body, headers });
}
