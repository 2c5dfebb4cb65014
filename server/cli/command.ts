import { type ParseArgsConfig, parseArgs } from "node:util";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoKeyStore } from "../access/dynamo-key-store.ts";
import type { KeyStore } from "../access/key-store.ts";
import { systemClock } from "../clock.ts";
import { ConfigError, type LocalConfig, readLocalConfig } from "../config.ts";
import { sealRecord } from "../ledger/dynamo/items/record-item.ts";
import { sealEntry } from "../ledger/dynamo/items/stored-row.ts";
import { createDynamoMailStateStore } from "../ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../ledger/dynamo/store.ts";
import { createDynamoTableScan } from "../ledger/dynamo/table-scan.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { TableScan } from "../ledger/table-scan.ts";
import { createEventQueue } from "../ledger/write/event-queue.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { hasData, startEngine } from "../local/engine.ts";
import { refuseEarlierFormat, StartError } from "../local/start-error.ts";
import { createDynamoClient } from "../table/client.ts";
import { hasTable } from "../table/create-table.ts";

/** The services that an operator's command uses. */
export interface CommandContext {
  store: LedgerStore;
  scan: TableScan;
  mailStates: MailStateStore;
  keys: KeyStore;
  clock: typeof systemClock;
  operatorCurrency: string;
  timeZone: string;
  /** The base URL of the pages, without a trailing slash. */
  baseUrl: string;
  /** The mailbox and its recipient; null if none is configured. */
  mail: LocalConfig["mail"];
  /** The arguments that are not options. */
  positionals: readonly string[];
}

/** The command was called incorrectly. The message explains the usage. */
export class UsageError extends Error {
  override name = "UsageError";
}

const EXIT_ERROR = 2;

/**
 * Runs a command: connects, runs it, disconnects, and sets the exit code that it returns. With a running `npm start` on the
 * same DATA_DIR it shares that engine, otherwise it starts one. `--aws` selects the table in AWS.
 */
export async function runCommand<Options extends NonNullable<ParseArgsConfig["options"]>>(
  options: Options,
  run: (context: CommandContext, flags: Record<string, unknown>) => Promise<number>,
  { takesArguments = false } = {},
): Promise<void> {
  try {
    const { values, positionals } = parseFlags({ ...options, aws: { type: "boolean" } }, takesArguments);
    const config = readLocalConfig();
    const { client, close } = await connect(config, { isAws: values.aws === true });
    try {
      process.exitCode = await run({ ...toContext(config, client), positionals }, values);
    } finally {
      close();
    }
  } catch (error) {
    const isExpected =
      error instanceof UsageError || error instanceof ConfigError || error instanceof StartError;
    if (!isExpected) throw error;
    console.error(error.message);
    process.exitCode = EXIT_ERROR;
  }
}

function parseFlags(
  options: NonNullable<ParseArgsConfig["options"]>,
  allowPositionals: boolean,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ options, allowPositionals });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function connect(config: LocalConfig, { isAws }: { isAws: boolean }) {
  const isEmbedded = !isAws && config.dynamoEndpoint === null;
  if (isEmbedded && !hasData(config.dataDir)) {
    throw new StartError(
      `There is no local data in "${config.dataDir}". Set DATA_DIR or AWS_ENDPOINT_URL_DYNAMODB, or pass --aws.`,
    );
  }
  const engine = isEmbedded ? await startEngine(config.dataDir) : null;
  const client = isAws
    ? createDynamoClient(null)
    : createDynamoClient(config.dynamoEndpoint ?? engine?.endpoint ?? null, { isLocal: true });
  const close = () => {
    client.destroy();
    engine?.stop();
  };
  try {
    if (await hasTable(client, config.tableName)) {
      if (!isAws) await refuseEarlierFormat(client, config);
      return { client, close };
    }
  } catch (error) {
    close();
    throw error;
  }
  close();
  const where = isAws ? "in this AWS account and region" : `at ${config.dynamoEndpoint ?? config.dataDir}`;
  throw new StartError(
    `The table "${config.tableName}" does not exist ${where}. Check TABLE_NAME, DATA_DIR and AWS_ENDPOINT_URL_DYNAMODB, or pass --aws.`,
  );
}

function toContext(config: LocalConfig, client: DynamoDBClient): Omit<CommandContext, "positionals"> {
  const table = { client, tableName: config.tableName };
  return {
    store: createDynamoLedgerStore({ ...config, ...table }),
    scan: createDynamoTableScan(table),
    mailStates: createDynamoMailStateStore(table),
    keys: createDynamoKeyStore(table),
    clock: systemClock,
    operatorCurrency: config.currency,
    timeZone: config.timeZone,
    mail: config.mail,
    baseUrl: config.publicBaseUrl ?? `http://127.0.0.1:${config.port}`,
  };
}

/** No caller waits for an answer, so a command waits longer for a busy ledger. */
const WRITE_BUDGET_MILLISECONDS = 60_000;

/** Builds the context for writing to ledgers. */
export function toWriteContext({ store, clock, operatorCurrency, timeZone }: CommandContext): WriteContext {
  const queue = createEventQueue();
  const writeBudgetMilliseconds = WRITE_BUDGET_MILLISECONDS;
  return {
    store,
    clock,
    queue,
    seal: sealEntry,
    sealRecord,
    operatorCurrency,
    timeZone,
    writeBudgetMilliseconds,
  };
}
