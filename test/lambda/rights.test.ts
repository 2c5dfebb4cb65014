import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDynamoKeyStore } from "../../server/access/dynamo-key-store.ts";
import { createKey } from "../../server/access/manage-keys.ts";
import { systemClock } from "../../server/clock.ts";
import { JOINED_HEALTH_PATH, PUBLIC_PATHS } from "../../server/rest/public-paths.ts";
import { grownDeployment, newDeployment } from "../support/deployments.ts";
import { ask, HEADERS } from "../support/lambda/callers.ts";
import { type Deployment, PASSWORD, startDeployment } from "../support/lambda/deployment.ts";
import { putOldRow } from "../support/old-rows.ts";
import { placesWithArguments } from "../support/operations.ts";
import { operationsIn } from "../support/rights/bundle-operations.ts";
import { listRights, type RoleName } from "../support/rights/role.ts";
import {
  OTHER_REQUESTS,
  WALKED_PLACES,
  type Walk,
  walkGraphql,
  walkOtherPaths,
} from "../support/rights/whole-door.ts";

/** Rights of a role that AWS services use, but our code does not. */
const USED_BY_SERVICES: Record<string, string> = {
  "logs:CreateLogStream": "Lambda writes the log on behalf of the role.",
  "logs:PutLogEvents": "The same.",
  "secretsmanager:GetSecretValue": "The Parameter Store reads secrets on behalf of its caller.",
  "kms:Decrypt": "DynamoDB and the Parameter Store use the keys on behalf of their caller.",
  "kms:DescribeKey": "The same.",
  "kms:Encrypt": "The same.",
  "kms:GenerateDataKey": "The same.",
  "kms:ReEncryptFrom": "The same.",
  "kms:ReEncryptTo": "The same.",
  "dynamodb:DescribeStream": "Lambda polls the stream on behalf of the role.",
  "dynamodb:GetRecords": "The same.",
  "dynamodb:GetShardIterator": "The same.",
  "dynamodb:ListStreams": "The same.",
  "sqs:SendMessage": "Lambda sends failed records on behalf of the role.",
};

it("every right that AWS services use is granted to some role", () => {
  const stated = [newDeployment(), grownDeployment()].flatMap((template) =>
    (["Api", "Notify"] as const).flatMap((role) => listRights(template, role).map(actionOf)),
  );
  expect(Object.keys(USED_BY_SERVICES).filter((action) => !stated.includes(action))).toEqual([]);
});

const actionOf = (right: string) => right.split(" ")[0] ?? "";

describe("the walk through the API", () => {
  it("covers every root field, every other field with arguments, and every path", () => {
    const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
      Object.keys(root?.getFields() ?? {}).map((field) => `${root}.${field}`),
    );
    const places = placesWithArguments().map(({ type, field }) => `${type}.${field}`);

    expect([...new Set(WALKED_PLACES)].sort()).toEqual([...new Set([...roots, ...places])].sort());
    expect(new Set(OTHER_REQUESTS.map(([path]) => path))).toEqual(
      new Set([...PUBLIC_PATHS.filter((path) => path !== "/graphql"), JOINED_HEALTH_PATH]),
    );
  });
});

describe.each([
  ["a new deployment", newDeployment, 2],
  ["a deployment next to a legacy handler", grownDeployment, 3],
])("what the functions of %s request from AWS", (_name, makeTemplate, adoptedRows) => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await startDeployment({ template: makeTemplate(), maxInstances: 2 });
    await requestEverything(deployment, adoptedRows).catch((cause) => {
      const refused = [deployment.gates.Api, deployment.gates.Notify].flatMap((gate) => gate.refused());
      throw new Error(`The roles were refused: ${refused.join(", ") || "nothing"}.`, { cause });
    });
  });

  afterAll(() => deployment.stop());

  it.each(["Api", "Notify"] as const)("is exactly what the role %s allows", (role) => {
    const stated = listRights(makeTemplate(), role).filter((right) => !(actionOf(right) in USED_BY_SERVICES));

    expect(deployment.gates[role].needed()).toEqual([...new Set(stated)].sort());
    expect(deployment.gates[role].refused()).toEqual([]);
  });

  it("is every DynamoDB operation in their bundles, except those that only commands use", () => {
    expect(asked("Api")).toEqual(operationsIn("api"));
    expect([...new Set([...asked("Notify"), ...USED_BY_COMMANDS])].sort()).toEqual(operationsIn("notify"));
  });

  const asked = (role: RoleName) => [...deployment.gates[role].operations("dynamodb")].sort();
});

/** Operations that the consumer's store contains, but uses only to adopt legacy rows, or never. */
const USED_BY_COMMANDS = ["PutItem", "Scan", "TransactWriteItems"];

/** Walks through the whole API, and waits until all mails are sent and the legacy rows are adopted. */
async function requestEverything({ table, url, sweep }: Deployment, adoptedRows: number): Promise<void> {
  const [eventId, oldEventId] = [await table.putEvent(), await table.putEvent()];
  for (const day of ["01", "02"])
    await putOldRow(table, { eventId: oldEventId, timestamp: `2025-05-${day}T17:20:00.123456` });
  const walk = { url, eventId, oldEventId, password: PASSWORD, paymentIds: [] };
  await walkGraphql(walk);
  await walkOtherPaths(walk);
  await askAsEveryCaller(url, await makeKey(table));
  await putOldRow(table, { eventId: oldEventId, timestamp: new Date().toISOString() });
  await vi.waitFor(async () => {
    expect(new Set((await readEntries(walk, eventId)).map(mailOf))).toEqual(new Set(["SENT"]));
    const adopted = (await readEntries(walk, oldEventId)).filter((entry) => entry.adopted);
    expect(adopted).toHaveLength(adoptedRows);
  }, 20_000);
  await sweep();
}

const ENTRIES = `query ($id: ID!) {
  event(id: $id) { payments(first: 100) { nodes { adopted notification { status } } } }
}`;

interface ListedEntry {
  adopted: boolean;
  notification: { status: string };
}

const mailOf = ({ notification }: ListedEntry) => notification.status;

async function readEntries({ url }: Walk, id: string): Promise<ListedEntry[]> {
  return (await ask(url, ENTRIES, { id }))?.data.event.payments.nodes;
}

async function makeKey(table: Deployment["table"]): Promise<string> {
  const keys = { keys: createDynamoKeyStore(table), clock: systemClock };
  const made = await createKey(keys, { name: "bookkeeping", scopes: ["PAYMENTS_READ"], by: "Ines Duarte" });
  if (made.result !== "created") throw new Error(made.message);
  return made.key;
}

/** Sends a query with a session, with a key, and with a wrong password. */
async function askAsEveryCaller(url: string, key: string): Promise<void> {
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }`;
  const signedIn = await ask(url, signIn, { input: { password: PASSWORD, name: "Ines Duarte" } });
  const credentials = { ADMIN: signedIn?.data.signIn.token, API_KEY: key, ANONYMOUS: "a wrong guess" };
  for (const [kind, credential] of Object.entries(credentials)) {
    const headers = { ...HEADERS, authorization: `Bearer ${credential}` };
    const body = JSON.stringify({ query: "{ viewer { kind } }" });
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    expect(await response.json()).toEqual({ data: { viewer: { kind } } });
  }
}
