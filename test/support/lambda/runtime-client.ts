// What Lambda's own runtime for Node does in the process of an instance: it loads the handler, asks the Runtime API for the
// next event, and hands back what came of it. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
const { LAMBDA_TASK_ROOT = "", _HANDLER = "" } = process.env;

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** Node's own client waits for an answer as long as it takes, which `fetch` does not. */
function call(
  method: string,
  path: string,
  body?: string,
): Promise<{ headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}` }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ headers: answer.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const describe = (error: unknown) => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split("\n") });
};

async function loadHandler(): Promise<Handler> {
  try {
    const [name = "", exported = ""] = _HANDLER.split(".");
    const file = pathToFileURL(join(LAMBDA_TASK_ROOT, `${name}.mjs`));
    const loaded = (await import(file.href)) as Record<string, Handler | undefined>;
    if (!loaded[exported]) throw new Error(`${file} exports no ${exported}.`);
    return loaded[exported];
  } catch (error) {
    await call("POST", "init/error", describe(error));
    return process.exit(1);
  }
}

function toContext(headers: IncomingHttpHeaders) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
  };
}

const handler = await loadHandler();
for (;;) {
  const { headers, text } = await call("GET", "invocation/next");
  const id = headers["lambda-runtime-aws-request-id"];
  try {
    const answer = await handler(JSON.parse(text), toContext(headers));
    await call("POST", `invocation/${id}/response`, JSON.stringify(answer) ?? "null");
  } catch (error) {
    await call("POST", `invocation/${id}/error`, describe(error));
  }
}
