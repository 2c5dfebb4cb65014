import { randomUUID } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  PutItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTable } from "../../deploy/command/table/check-table.ts";
import { formatDifferences } from "../../deploy/command/table/format-differences.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { type IndexShape, TABLE_SHAPE } from "../../server/table/table-shape.ts";
import { isOnDynamoDbLocal } from "../support/dynamodb-local-differences.ts";
import { startDynamoDbLocal } from "../support/dynamodb-local-engine.ts";
import { canRun } from "../support/install-tool.ts";
import { awsVariables } from "./support/aws-clients.ts";
import { createRealShell, type RealShell } from "./support/real-shell.ts";

// Not covered, because DynamoDB Local does not support it: `update-continuous-backups` and `restore-table-to-point-in-time`. Changes
// of the stream, of expiry and of protection are immediate there, so waits for them cannot be observed.
const canBeRun = isOnDynamoDbLocal && canRun("aws");

const region = "us-west-2";
const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = awsVariables("");
const credentials = { accessKeyId, secretAccessKey };
const [wanted] = TABLE_SHAPE.indexes as [IndexShape];

const textOf = (AttributeName: string): AttributeDefinition => ({ AttributeName, AttributeType: "S" });
const key = (AttributeName: string, KeyType: "HASH" | "RANGE") => ({ AttributeName, KeyType });
const index = (IndexName: string, partitionKey: string, sortKey: string) => ({
  IndexName,
  KeySchema: [key(partitionKey, "HASH"), key(sortKey, "RANGE")],
  Projection: { ProjectionType: "KEYS_ONLY" as const },
});

/** A separate engine: the shared one is -sharedDb, in which a deleted index never disappears. */
async function openEngine(flags: string[] = []) {
  const { endpoint, stop } = await startDynamoDbLocal(flags);
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const shell = createRealShell(endpoint);
  const stopBoth = () => {
    shell.remove();
    stop();
  };
  return { client, shell, stop: stopBoth };
}

/** A table that someone else created: the two keys plus the given values. */
async function aForeignTable(
  client: DynamoDBClient,
  more: Partial<CreateTableCommandInput> = {},
): Promise<string> {
  const TableName = more.TableName ?? `foreign-${randomUUID()}`;
  const bare = {
    TableName,
    BillingMode: "PAY_PER_REQUEST" as const,
    KeySchema: [key("pk", "HASH"), key("sk", "RANGE")],
    AttributeDefinitions: [textOf("pk"), textOf("sk")],
  };
  await client.send(new CreateTableCommand({ ...bare, ...more }));
  return TableName;
}

const check = (client: DynamoDBClient, tableName: string) =>
  checkTable(client, { tableName, region, ttlAttribute: "expires", encryptionKeyArn: null, streamArn: null });

const sentencesOf = async (client: DynamoDBClient, tableName: string) =>
  (await check(client, tableName)).differences.map(({ sentence }) => sentence);

/** The shell lines of a table's differences, as the deploy command prints them. */
async function printedFor(client: DynamoDBClient, tableName: string): Promise<string[]> {
  const text = formatDifferences(tableName, (await check(client, tableName)).differences);
  return text.split("\n").flatMap((line) => /^ {5}(\S.*)$/.exec(line)?.[1] ?? []);
}

/** The lines of a block of shell in the guide for operators, from a start to an end. */
function documented(start: string, end: RegExp): string {
  const guide = globSync("docs/operate/*.md").map((page) => readFileSync(page, "utf8"));
  const blocks = guide.join("\n").matchAll(/```sh\n([^`]*)```/g);
  const block = [...blocks].find(([, lines]) => lines?.includes(start))?.[1] ?? "";
  return block.slice(block.indexOf(start)).split(end)[0] ?? "";
}

describe.skipIf(!canBeRun)(
  "the commands that operators paste, run by a real AWS CLI",
  { timeout: 240_000 },
  () => {
    let client: DynamoDBClient;
    let shell: RealShell;
    let stop: (() => void) | undefined;
    beforeAll(async () => {
      ({ client, shell, stop } = await openEngine());
    });
    afterAll(() => stop?.());

    it("give a bare table its stream, its expiry and its indexes", async () => {
      const tableName = await aForeignTable(client);
      expect(await sentencesOf(client, tableName)).toHaveLength(2 + TABLE_SHAPE.indexes.length);

      await shell.run(await printedFor(client, tableName));

      expect(await sentencesOf(client, tableName)).toEqual([]);
    });

    it("replace a stream, and the only index", async () => {
      const tableName = await aForeignTable(client, {
        StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
        AttributeDefinitions: [textOf("pk"), textOf("sk"), textOf(wanted.partitionKey)],
        GlobalSecondaryIndexes: [index(wanted.name, wanted.partitionKey, "sk")],
      });

      await shell.run(await printedFor(client, tableName));

      expect(await sentencesOf(client, tableName)).toEqual([]);
    });

    it("replace an index next to one whose name starts the same", async () => {
      const tableName = await aForeignTable(client, {
        AttributeDefinitions: [textOf("pk"), textOf("sk"), textOf(wanted.partitionKey)],
        GlobalSecondaryIndexes: [
          index(wanted.name, wanted.partitionKey, "sk"),
          index(`${wanted.name}-of-tool`, "sk", "pk"),
        ],
      });

      await shell.run(await printedFor(client, tableName));

      expect(await sentencesOf(client, tableName)).toEqual([]);
    });

    it("wait for the deletion of an index, create it again, and wait until it is built", async () => {
      const slow = await openEngine(["-delayTransientStatuses"]);
      try {
        const tableName = "fitting";
        await ensureTable(slow.client, { tableName, ttlAttribute: "expires" });
        const GlobalSecondaryIndexUpdates = [{ Delete: { IndexName: wanted.name } }];
        await slow.client.send(new UpdateTableCommand({ TableName: tableName, GlobalSecondaryIndexUpdates }));
        expect(await sentencesOf(slow.client, tableName)).toEqual([
          `The index "${wanted.name}" is deleting.`,
        ]);

        await slow.shell.run(await printedFor(slow.client, tableName));

        expect(await sentencesOf(slow.client, tableName)).toEqual([]);
      } finally {
        slow.stop();
      }
    });

    it("run to the end in a terminal without opening a pager", async () => {
      const [first = "", second = "", third = ""] = await printedFor(client, await aForeignTable(client));
      const end = join(shell.folder, "end");

      await shell.paste([first, second, third, `touch ${end}`]);

      expect(existsSync(end)).toBe(true);
    });

    it("protect a table from deletion", async ({ skip }) => {
      const help = await shell.run(["aws dynamodb update-table help | cat"]).catch(String);
      skip(
        !help.includes("--deletion-protection-enabled"),
        "AWS CLI 2.9 does not support deletion protection.",
      );
      const tableName = await aForeignTable(client);
      const { warnings } = await check(client, tableName);

      await shell.run(warnings.flatMap(({ commands }) => commands));

      expect((await check(client, tableName)).warnings).toEqual([]);
    });

    it("wait until a restored table is ACTIVE", async () => {
      const wait = documented("until [", /(?<=done\n)/);
      expect(wait).toContain("--table-name scc-restored");
      const waiting = shell.run([wait, "echo restored"]);
      await aForeignTable(client, { TableName: "scc-restored" });

      expect(await waiting).toBe("restored\n");
    });

    it("read a day of sign-ins", async () => {
      const TableName = await aForeignTable(client, { TableName: "scc" });
      const Item = { pk: { S: "AUDIT#2026-06-14" }, sk: { S: "2026-06-14T23:30:00.000Z#1" } };
      await client.send(new PutItemCommand({ TableName, Item }));

      const printed = await shell.run([documented("aws dynamodb query", /$/)]);

      expect(JSON.parse(printed)).toMatchObject({ Count: 1, Items: [Item] });
    });
  },
);
