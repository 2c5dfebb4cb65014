import { type ParseArgsConfig, parseArgs } from "node:util";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoKeyStore } from "../access/dynamo-key-store.ts";
import type { KeyStore } from "../access/key-store.ts";
import { systemClock } from "../clock.ts";
import { ConfigError, type LocalConfig, readLocalConfig } from "../config.ts";
import { createDynamoMailStateStore } from "../ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../ledger/dynamo/store.ts";
import { sealEntry } from "../ledger/dynamo/stored-row.ts";
import { createDynamoTableScan } from "../ledger/dynamo/table-scan.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { TableScan } from "../ledger/table-scan.ts";
import { createEventQueue } from "../ledger/write/event-queue.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { hasData, startEngine } from "../local/engine.ts";
import { StartError } from "../local/start-error.ts";
import { createDynamoClient } from "../table/client.ts";
import { hasTable } from "../table/create-table.ts";

/** What an operator's command works on. */
export interface CommandContext {
  store: LedgerStore;
  scan: TableScan;
  mailStates: MailStateStore;
  keys: KeyStore;
  clock: typeof systemClock;
  operatorCurrency: string;
  timeZone: string;
  /** Where the pages are, without a trailing slash. */
  baseUrl: string;
  /** The mailbox and whom it writes to; null when none is configured. */
  mail: LocalConfig["mail"];
  /** The words of the call that are no options. */
  words: readonly string[];
}

/** The command was called in a way that it does not understand; the message says how to call it. */
export class UsageError extends Error {
  override name = "UsageError";
}

const EXIT_TROUBLE = 2;

/**
 * Runs a command: connects, works, lets go, and ends with the code that it answers. Beside a running `npm start` on the
 * same DATA_DIR it uses that one's engine, without one it starts its own; `--aws` means the table in AWS.
 */
export async function runCommand<Options extends NonNullable<ParseArgsConfig["options"]>>(
  options: Options,
  run: (context: CommandContext, flags: Record<string, unknown>) => Promise<number>,
  { takesWords = false } = {},
): Promise<void> {
  try {
    const { values, positionals } = parseFlags({ ...options, aws: { type: "boolean" } }, takesWords);
    const config = readLocalConfig();
    const { client, close } = await connect(config, { isAws: values.aws === true });
    try {
      process.exitCode = await run({ ...toContext(config, client), words: positionals }, values);
    } finally {
      close();
    }
  } catch (error) {
    const isExpected =
      error instanceof UsageError || error instanceof ConfigError || error instanceof StartError;
    if (!isExpected) throw error;
    console.error(error.message);
    process.exitCode = EXIT_TROUBLE;
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
      `There is no local data in "${config.dataDir}"; set DATA_DIR or AWS_ENDPOINT_URL_DYNAMODB, or give --aws.`,
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
  if (await hasTable(client, config.tableName)) return { client, close };
  close();
  const where = isAws ? "in this AWS account and region" : `at ${config.dynamoEndpoint ?? config.dataDir}`;
  throw new StartError(
    `There is no table "${config.tableName}" ${where}; set TABLE_NAME, DATA_DIR, AWS_ENDPOINT_URL_DYNAMODB or --aws.`,
  );
}

function toContext(config: LocalConfig, client: DynamoDBClient): Omit<CommandContext, "words"> {
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

/** Nobody waits for an answer here, so a busy ledger is waited for. */
const WRITE_BUDGET_MILLISECONDS = 60_000;

/** What writing to ledgers needs. */
export function toWriteContext({ store, clock, operatorCurrency, timeZone }: CommandContext): WriteContext {
  const queue = createEventQueue();
  const writeBudgetMilliseconds = WRITE_BUDGET_MILLISECONDS;
  return { store, clock, queue, seal: sealEntry, operatorCurrency, timeZone, writeBudgetMilliseconds };
}
