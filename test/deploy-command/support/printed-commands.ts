import { execFileSync } from "node:child_process";
import {
  type DynamoDBClient,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
  type UpdateTimeToLiveCommandInput,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

/**
 * Runs commands that were printed for a shell: a real shell splits the words, and the SDK sends what the CLI would send. Lines
 * that wait for AWS are only parsed, because the engine responds immediately.
 */
export async function runPrinted(client: DynamoDBClient, commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const words = shellWords(command);
    if (words !== null) await send(client, words);
  }
}

/** The words after `aws dynamodb`; null for a loop, of which only the syntax is checked. */
function shellWords(command: string): string[] | null {
  execFileSync("bash", ["-n", "-c", command]);
  if (!command.startsWith("aws dynamodb ")) return null;
  const printed = execFileSync("bash", ["-c", `aws() { printf '%s\\0' "$@"; }; ${command}`], {
    encoding: "utf8",
  });
  return printed.split("\0").slice(1, -1);
}

async function send(client: DynamoDBClient, [operation = "", ...words]: string[]): Promise<unknown> {
  if (operation === "wait") {
    const { TableName } = toInput(words.slice(1)) as { TableName: string };
    return waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName });
  }
  const input = toInput(words);
  if (operation === "update-table")
    return client.send(new UpdateTableCommand(input as unknown as UpdateTableCommandInput));
  if (operation === "update-time-to-live")
    return client.send(new UpdateTimeToLiveCommand(input as unknown as UpdateTimeToLiveCommandInput));
  throw new Error(`\`aws dynamodb ${operation}\` is not supported by this test.`);
}

/** `--table-name scc` is the field TableName; an option without a value is true. */
function toInput(words: readonly string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  words.forEach((word, at) => {
    if (!word.startsWith("--") || word === "--region") return;
    const name = word.slice(2).replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const value = words[at + 1];
    input[name] = value === undefined || value.startsWith("--") ? true : readValue(value);
  });
  return input;
}

const readValue = (text: string): unknown => (/^[[{]/.test(text) ? JSON.parse(text) : text);
