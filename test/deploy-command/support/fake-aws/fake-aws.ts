import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createFakeCloudFront, type FakeCloudFront } from "./fake-cloudfront.ts";
import { createFakeS3, type FakeS3 } from "./fake-s3.ts";
import { jsonAnswer, type WireAnswer, type WireRequest } from "./wire.ts";

/** The parts of AWS that a deployment uses, at its wire format; DynamoDB is the real engine, and CloudFormation is not included. */
export interface FakeAws {
  url: string;
  /** The account of the credentials; null to refuse every credential. */
  account: string | null;
  s3: FakeS3;
  cloudFront: FakeCloudFront;
  /** The version that an alias points at, by `function/alias`. */
  aliases: Map<string, string>;
  /** The stored secrets, by name. */
  secrets: Map<string, string>;
  /** The stack's outputs in CloudFormation; null while there is no stack. */
  outputs: Record<string, string> | null;
  /** The stack's status in CloudFormation. */
  stackStatus: string;
  /** Whether the stack is protected from deletion. */
  isProtected: boolean;
  /** Every call, e.g. `PUT /2015-03-31/functions/…`, in order. */
  calls: string[];
  close(): Promise<void>;
}

export async function createFakeAws(): Promise<FakeAws> {
  const fake: Omit<FakeAws, "url" | "close"> = {
    account: "123456789012",
    s3: createFakeS3(),
    cloudFront: createFakeCloudFront(),
    aliases: new Map(),
    secrets: new Map(),
    outputs: null,
    stackStatus: "UPDATE_COMPLETE",
    isProtected: false,
    calls: [],
  };
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    fake.calls.push(`${request.method} ${request.url}`);
    const { status, headers, body } = answer(request, fake);
    outgoing.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  });
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return { method: incoming.method ?? "", url: incoming.url ?? "", headers, body: Buffer.concat(chunks) };
}

type State = Omit<FakeAws, "url" | "close">;

function answer(request: WireRequest, fake: State): WireAnswer {
  const target = request.headers["x-amz-target"] ?? "";
  if (target.endsWith(".GetSecretValue")) return secretAnswer(request, fake);
  if (target.endsWith(".DescribeSecret")) return describedAnswer(request, fake);
  if (target.endsWith(".GetParameters")) return parametersAnswer(request, fake);
  if (target.endsWith(".GetParameter")) return parameterAnswer(request, fake);
  if (request.url.startsWith("/2020-05-31/")) return fake.cloudFront.answer(request);
  if (request.url.startsWith("/2015-03-31/")) return aliasAnswer(request, fake);
  const body = request.body.toString();
  if (body.includes("Action=GetCallerIdentity")) return identityAnswer(fake);
  if (body.includes("Action=DescribeStacks")) return stacksAnswer(fake);
  if (body.includes("Action=UpdateTerminationProtection")) return protectionAnswer(body, fake);
  return fake.s3.answer(request);
}

function secretAnswer({ body }: WireRequest, { secrets }: State): WireAnswer {
  const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
  const SecretString = secrets.get(SecretId);
  return SecretString === undefined
    ? jsonAnswer(400, { __type: "ResourceNotFoundException", Message: "No such secret." })
    : jsonAnswer(200, { Name: SecretId, SecretString });
}

/** Each secret has one version, named after the length of its value. */
function describedAnswer({ body }: WireRequest, { secrets }: State): WireAnswer {
  const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
  const value = secrets.get(SecretId);
  return value === undefined
    ? jsonAnswer(400, { __type: "ResourceNotFoundException", Message: "No such secret." })
    : jsonAnswer(200, {
        Name: SecretId,
        VersionIdsToStages: { old: ["AWSPREVIOUS"], [`version-${value.length}`]: ["AWSCURRENT"] },
      });
}

function parametersAnswer({ body }: WireRequest, { secrets }: State): WireAnswer {
  const { Names } = JSON.parse(body.toString()) as { Names: string[] };
  const found = Names.map((Name) => ({ Name, Value: secrets.get(secretNamed(Name)) }));
  return jsonAnswer(200, {
    Parameters: found.filter(({ Value }) => Value !== undefined),
    InvalidParameters: found.flatMap(({ Name, Value }) => (Value === undefined ? [Name] : [])),
  });
}

const secretNamed = (parameter: string) => parameter.replace(/^\/aws\/reference\/secretsmanager\//, "");

function parameterAnswer({ body }: WireRequest, { secrets }: State): WireAnswer {
  const { Name } = JSON.parse(body.toString()) as { Name: string };
  const Value = secrets.get(Name);
  return Value === undefined
    ? jsonAnswer(400, { __type: "ParameterNotFound", message: "No such parameter." })
    : jsonAnswer(200, { Parameter: { Name, Value } });
}

function aliasAnswer({ method, url, body }: WireRequest, { aliases }: State): WireAnswer {
  const [, name, alias] = /functions\/([^/]+)\/aliases\/([^/?]+)/.exec(url) ?? [];
  const key = `${name}/${alias}`;
  if (!aliases.has(key)) return jsonAnswer(404, { Message: "No such alias." }, NO_RESOURCE);
  if (method === "PUT") aliases.set(key, JSON.parse(body.toString()).FunctionVersion);
  return jsonAnswer(200, { Name: alias, FunctionVersion: aliases.get(key) });
}

const NO_RESOURCE = { "x-amzn-errortype": "ResourceNotFoundException" };

function identityAnswer({ account }: State): WireAnswer {
  if (account === null) return refusal(403, "InvalidClientTokenId");
  const result = `<Arn>arn:aws:iam::${account}:user/maya</Arn><UserId>AIDA</UserId><Account>${account}</Account>`;
  return {
    status: 200,
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
}

function protectionAnswer(body: string, fake: State): WireAnswer {
  fake.isProtected = new URLSearchParams(body).get("EnableTerminationProtection") === "true";
  const answer = "<UpdateTerminationProtectionResult></UpdateTerminationProtectionResult>";
  return {
    status: 200,
    body: `<UpdateTerminationProtectionResponse>${answer}</UpdateTerminationProtectionResponse>`,
  };
}

function stacksAnswer({ outputs, stackStatus, isProtected }: State): WireAnswer {
  if (outputs === null) return refusal(400, "ValidationError");
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stack = `<member><StackName>dispatch-payments</StackName><CreationTime>2026-06-14T00:00:00Z</CreationTime><StackStatus>${stackStatus}</StackStatus><EnableTerminationProtection>${isProtected}</EnableTerminationProtection><Outputs>${members.join("")}</Outputs></member>`;
  return {
    status: 200,
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}

const refusal = (status: number, code: string): WireAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>Stack with id x does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
