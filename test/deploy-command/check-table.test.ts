import { randomUUID } from "node:crypto";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, inject, it } from "vitest";
import { checkTable, type ExpectedTable } from "../../deploy/command/table/check-table.ts";
import { formatDifferences } from "../../deploy/command/table/format-differences.ts";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { TABLE_SHAPE } from "../../server/table/table-shape.ts";
import { runPrinted } from "./support/printed-commands.ts";

const client = createDynamoClient(inject("dynamoEndpoint"), { isLocal: true });

const expecting = (tableName: string, more: Partial<ExpectedTable> = {}): ExpectedTable => ({
  tableName,
  region: "us-west-2",
  ttlAttribute: "expires",
  encryptionKeyArn: null,
  streamArn: null,
  ...more,
});

const key = (AttributeName: string, KeyType: "HASH" | "RANGE") => ({ AttributeName, KeyType });
const textOf = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });

/** A table that someone else created: the two keys only, by default. */
async function aForeignTable(more: Partial<CreateTableCommandInput> = {}, ttl?: string): Promise<string> {
  const TableName = `foreign-${randomUUID()}`;
  const bare = {
    BillingMode: "PAY_PER_REQUEST" as const,
    KeySchema: [key("pk", "HASH"), key("sk", "RANGE")],
    AttributeDefinitions: [textOf("pk"), textOf("sk")],
  };
  await client.send(new CreateTableCommand({ TableName, ...bare, ...more }));
  if (ttl) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: ttl };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  return TableName;
}

async function aFittingTable(): Promise<string> {
  const tableName = `fitting-${randomUUID()}`;
  await ensureTable(client, { tableName, ttlAttribute: "expires" });
  return tableName;
}

const sentencesOf = async (expected: ExpectedTable) =>
  (await checkTable(client, expected)).differences.map(({ sentence }) => sentence);

/** Runs every printed command in order. */
async function applyFixes(expected: ExpectedTable): Promise<void> {
  const { differences } = await checkTable(client, expected);
  await runPrinted(
    client,
    differences.flatMap(({ commands }) => commands),
  );
}

describe("the check of a table for adoption", () => {
  it("finds no difference in a matching table, and returns its stream", async () => {
    const { differences, streamArn } = await checkTable(client, expecting(await aFittingTable()));
    expect(differences).toEqual([]);
    expect(streamArn).toMatch(/:table\/fitting-.*\/stream\//);
  });

  it("lists all differences of a bare table together, and the printed commands fix them", async () => {
    const expected = expecting(await aForeignTable());
    const sentences = await sentencesOf(expected);
    expect(sentences).toEqual([
      expect.stringContaining("It has no stream"),
      expect.stringContaining("never expire"),
      ...TABLE_SHAPE.indexes.map(({ name }) => `The index "${name}" is missing.`),
    ]);
    await applyFixes(expected);
    expect(await sentencesOf(expected)).toEqual([]);
  });

  it("prints a wait after each change of the table, because AWS allows one at a time", async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" as const };
    const { differences } = await checkTable(client, expecting(await aForeignTable({ StreamSpecification })));
    const commands = differences.flatMap((one) => one.commands);
    const changes = commands.flatMap((command, at) => (command.includes(" update-table ") ? [at] : []));
    expect(changes).toHaveLength(2 + TABLE_SHAPE.indexes.length);
    for (const at of changes) expect(commands[at + 1]).toMatch(/^(aws dynamodb wait|until) /);
  });

  it("replaces a stream with an insufficient view, and describes the consequences", async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" as const };
    const expected = expecting(await aForeignTable({ StreamSpecification }));
    const { differences, streamArn } = await checkTable(client, expected);
    const [stream] = differences;
    expect(stream?.sentence).toContain("view is KEYS_ONLY");
    expect(stream?.commands).toHaveLength(4);
    expect(stream?.cost).toContain(`--event-source-arn ${streamArn}`);
    await applyFixes(expected);
    const fixed = await checkTable(client, expected);
    expect(fixed.differences).toEqual([]);
    expect(fixed.streamArn).not.toBe(streamArn);
  });

  it("accepts a stream with old images, too", async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" as const };
    const sentences = await sentencesOf(expecting(await aForeignTable({ StreamSpecification })));
    expect(sentences.join()).not.toContain("stream");
  });

  it("recommends the table's own TTL attribute over changing it", async () => {
    const tableName = await aForeignTable({}, "ttl");
    const { differences } = await checkTable(client, expecting(tableName));
    const [expiry] = differences.filter(({ sentence }) => sentence.includes("expire"));
    expect(expiry?.instead).toContain('Set "ttlAttribute" to "ttl"');
    expect(expiry?.cost).toContain("wait an hour between the two");
    expect(expiry?.commands.map((command) => /"Enabled":\w+/.exec(command)?.[0])).toEqual([
      '"Enabled":false',
      '"Enabled":true',
    ]);
    const adopted = await sentencesOf(expecting(tableName, { ttlAttribute: "ttl" }));
    expect(adopted.join()).not.toContain("expire");
  });

  it("replaces an index with other keys or missing attributes, and keeps one with additional attributes", async () => {
    const [first, second, third] = TABLE_SHAPE.indexes;
    if (!first || !second || !third) throw new Error("This test needs at least three indexes.");
    const carrying = { ProjectionType: "INCLUDE" as const, NonKeyAttributes: ["kind", "patron_folded"] };
    const indexes = [
      {
        IndexName: first.name,
        KeySchema: [key(first.partitionKey, "HASH"), key("sk", "RANGE")],
        Projection: { ProjectionType: "ALL" as const },
      },
      {
        IndexName: second.name,
        KeySchema: [key(second.partitionKey, "HASH"), key(second.sortKey, "RANGE")],
        Projection: carrying,
      },
      {
        IndexName: third.name,
        KeySchema: [key(third.partitionKey, "HASH"), key(third.sortKey, "RANGE")],
        Projection: { ProjectionType: "ALL" as const },
      },
    ];
    const names = ["pk", "sk", first.partitionKey, second.partitionKey, second.sortKey];
    const expected = expecting(
      await aForeignTable({
        AttributeDefinitions: [...names, third.partitionKey, third.sortKey].map(textOf),
        GlobalSecondaryIndexes: indexes,
      }),
    );
    const sentences = (await sentencesOf(expected)).join("\n");
    expect(sentences).toContain(
      `"${first.name}" has the keys ${first.partitionKey} and sk, not ${first.partitionKey} and ${first.sortKey}.`,
    );
    expect(sentences).toMatch(
      new RegExp(`"${second.name}" does not carry sequence, number, received_on, .*minor_units`),
    );
    expect(sentences).not.toContain(`"${third.name}"`);
    await applyFixes(expected);
    expect(await sentencesOf(expected)).toEqual([]);
  });

  it("gives an index its own capacity if the table has provisioned capacity", async () => {
    const expected = expecting(
      await aForeignTable({
        BillingMode: "PROVISIONED",
        ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
      }),
    );
    const { differences } = await checkTable(client, expected);
    const creating = differences
      .flatMap(({ commands }) => commands)
      .filter((command) => command.includes("Create"));
    expect(creating).toHaveLength(TABLE_SHAPE.indexes.length);
    for (const command of creating) {
      expect(command).toContain('"ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":2}');
    }
  });

  it("prints no command for keys, which cannot be changed, and says what to do instead", async () => {
    const tableName = await aForeignTable({
      KeySchema: [key("id", "HASH"), key("sk", "RANGE")],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }, textOf("sk")],
    });
    const { differences } = await checkTable(client, expecting(tableName));
    expect(differences[0]).toMatchObject({
      sentence: expect.stringContaining("id (N) and sk (S); the payments need pk (S) and sk (S)"),
      commands: [],
      instead: expect.stringContaining('"create"'),
    });
  });

  it("reports an attribute that is a number in another index", async () => {
    const [index] = TABLE_SHAPE.indexes;
    const partitionKey = index?.partitionKey ?? "";
    const tableName = await aForeignTable({
      AttributeDefinitions: [textOf("pk"), textOf("sk"), { AttributeName: partitionKey, AttributeType: "N" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by_year",
          KeySchema: [key(partitionKey, "HASH")],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    });
    const sentences = await sentencesOf(expecting(tableName));
    expect(sentences.join("\n")).toContain(`"${partitionKey}" is a key of type N`);
  });

  it("names the customer-managed key that the operator file lacks", async () => {
    const arn = "arn:aws:kms:us-west-2:123456789012:key/0b5c0a8e-0000-4000-8000-000000000000";
    const tableName = await aForeignTable({
      SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: arn },
    });
    const { differences } = await checkTable(client, expecting(tableName));
    const [encryption] = differences.filter(({ sentence }) => sentence.includes("encrypted"));
    expect(encryption?.instead).toContain(`Set "encryptionKeyArn" to "${arn}"`);
    const named = await sentencesOf(expecting(tableName, { encryptionKeyArn: arn }));
    expect(named.join()).not.toContain("encrypted");
  });

  it("reports a stream that was replaced since the operator file was written", async () => {
    const streamArn = "arn:aws:dynamodb:us-west-2:123456789012:table/scc/stream/2024-01-01T00:00:00.000";
    const sentences = await sentencesOf(expecting(await aFittingTable(), { streamArn }));
    expect(sentences).toEqual([expect.stringContaining(`names the stream ${streamArn}`)]);
  });

  it("names account and region if the table does not exist", async () => {
    const sentences = await sentencesOf(expecting("no-such-table"));
    expect(sentences).toEqual(['This account has no table "no-such-table" in us-west-2.']);
  });

  it("warns of missing protection without refusing, and the printed command adds it", async () => {
    const expected = expecting(await aFittingTable());
    const { differences, warnings } = await checkTable(client, expected);
    expect(differences).toEqual([]);
    expect(warnings.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining("not protected from deletion"),
    ]);
    await runPrinted(
      client,
      warnings.flatMap(({ commands }) => commands),
    );
    expect((await checkTable(client, expected)).warnings).toEqual([]);
  });

  it("prints a numbered list with one command per line", async () => {
    const tableName = await aForeignTable();
    const { differences } = await checkTable(client, expecting(tableName));
    const text = formatDifferences(tableName, differences);
    expect(text).toContain(`The table "${tableName}" cannot be adopted as it is (7 differences).`);
    expect(text).toMatch(/^1\. It has no stream/m);
    expect(text).toMatch(/^ {5}aws dynamodb update-table --region us-west-2 --table-name foreign-/m);
  });
});
