import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { LambdaFunction } from "./lambda-function.ts";

/** A stand-in for an AWS service at its wire format, as far as our functions use it. */
export interface AwsService {
  url: string;
  close(): void;
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<AwsService> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

/** The Parameter Store: answers `GetParameters`, and records each request. */
export function startParameterStore(
  parameters: Record<string, string>,
  asked: { Names: string[]; WithDecryption: boolean }[] = [],
): Promise<AwsService> {
  return listen(async (request, response) => {
    const body = (await json(request)) as (typeof asked)[number];
    asked.push(body);
    const known = body.Names.filter((name) => name in parameters);
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(
      JSON.stringify({
        Parameters: known.map((Name) => ({
          Name,
          Type: "SecureString",
          Value: parameters[Name],
          Version: 1,
        })),
        InvalidParameters: body.Names.filter((name) => !known.includes(name)),
      }),
    );
  });
}

/** A service that accepts every request and answers none. */
export const startSilentService = (): Promise<AwsService> => listen(async () => undefined);

/** Lambda's own `Invoke`, for one function under one name. */
export function startInvokeApi(name: string, invoke: LambdaFunction["invoke"]): Promise<AwsService> {
  return listen(async (request, response) => {
    const isOurs = request.url === `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
    if (!isOurs)
      return response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException" }).end("{}");
    const outcome = await invoke(await json(request));
    if (outcome.result === "answered") return response.writeHead(200).end(outcome.payload);
    response.writeHead(200, { "x-amz-function-error": "Unhandled" });
    return response.end(outcome.result === "failed" ? outcome.error : "{}");
  });
}
