import type { Access } from "../../server/access/access.ts";
import { createKey } from "../../server/access/manage-keys.ts";
import type { KeyScope } from "../../server/access/viewer.ts";
import { createApi } from "../../server/api.ts";
import { LIMITS, type Limits } from "../../server/graphql/plugins/limits.ts";
import { createDynamoHealth } from "../../server/health/dynamo-health.ts";
import { sealRecord } from "../../server/ledger/dynamo/items/record-item.ts";
import { sealEntry } from "../../server/ledger/dynamo/items/stored-row.ts";
import { createDynamoMailStateStore } from "../../server/ledger/dynamo/mail-states.ts";
import { createDynamoLedgerStore } from "../../server/ledger/dynamo/store.ts";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import type { MailCheck } from "../../server/ledger/mail-state.ts";
import { createEventQueue } from "../../server/ledger/write/event-queue.ts";
import type { Logger } from "../../server/logger.ts";
import { composeAccess } from "../../server/services.ts";
import { sha256 } from "../../server/values/digest.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { createTestTable, type TestTable, TTL_ATTRIBUTE } from "./table.ts";

/** The shared admin password in tests. */
export const PASSWORD = "correct horse";

/** The response to a GraphQL request. */
export interface GraphqlAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the fields that it requested, and fails if one is missing.
  data: any;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
}

/** The API over a new table, called as hosts call it. */
export interface TestApi {
  table: TestTable;
  clock: TestClock;
  store: LedgerStore;
  access: Access;
  /** What was logged as an error. */
  accidents: Record<string, unknown>[];
  /** What was logged as a warning. */
  refusals: Record<string, unknown>[];
  fetch(path: string, init?: RequestInit, from?: { address?: string }): Promise<Response>;
  /** Creates an API key with these scopes. */
  makeKey(scopes: KeyScope[], name?: string): Promise<string>;
  /** Sends a request as the admin unless `as` names another credential; null for none. */
  graphql(
    query: string,
    variables?: unknown,
    options?: { as?: string | null; name?: string; address?: string },
  ): Promise<GraphqlAnswer>;
}

/** Settings of the API; each has a default. */
export interface TestApiOptions {
  table?: TestTable;
  now?: string;
  timeZone?: string;
  currency?: string;
  store?: (real: LedgerStore) => LedgerStore;
  allowedOrigins?: string[];
  originSecret?: string;
  writeBudgetMilliseconds?: number;
  /** SHA-256 of `PASSWORD` unless given. */
  passwordHash?: string;
  isIntrospectionOpen?: boolean;
  isSafelistOnly?: boolean;
  limits?: Partial<Limits>;
  checkMailbox?: () => Promise<MailCheck>;
}

/** Composes the API over a new table, or over one that another API uses too. */
export async function createTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const table = options.table ?? (await createTestTable());
  const clock = createTestClock(options.now ?? "2026-06-14T23:30:00.000Z");
  const real = createDynamoLedgerStore(table);
  const store = options.store?.(real) ?? real;
  const accidents: Record<string, unknown>[] = [];
  const refusals: Record<string, unknown>[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: (message, facts) => refusals.push({ message, ...facts }),
    error: (message, facts) => accidents.push({ message, ...facts }),
  };
  const access = composeAccess(table, {
    passwordHash: options.passwordHash ?? sha256(PASSWORD),
    sessionSecret: "s".repeat(32),
    ttlAttribute: TTL_ATTRIBUTE,
    clock,
    logger,
  });
  const api = createApi({
    access,
    ledger: {
      store,
      clock,
      queue: createEventQueue(),
      seal: sealEntry,
      sealRecord,
      operatorCurrency: options.currency ?? "USD",
      timeZone: options.timeZone ?? "America/Los_Angeles",
      writeBudgetMilliseconds: options.writeBudgetMilliseconds ?? 20_000,
    },
    mailStates: createDynamoMailStateStore(table),
    health: {
      ...createDynamoHealth(table),
      checkMailbox: options.checkMailbox ?? null,
      ttlAttribute: TTL_ATTRIBUTE,
      timeoutMilliseconds: 1000,
      clock,
    },
    policy: {
      allowedOrigins: options.allowedOrigins ?? [],
      isIntrospectionOpen: options.isIntrospectionOpen ?? true,
      isSafelistOnly: options.isSafelistOnly ?? false,
      limits: { ...LIMITS, ...options.limits },
    },
    originSecret: options.originSecret ?? null,
    logger,
  });
  const fetch: TestApi["fetch"] = (path, init, from) =>
    api.fetch(new Request(`https://api.example${path}`, init), from);
  return {
    table,
    clock,
    store,
    access,
    accidents,
    refusals,
    fetch,
    async makeKey(scopes, name = scopes.join(" ")) {
      const outcome = await createKey(access, { name, scopes, by: "Ines Duarte" });
      if (outcome.result !== "created") throw new Error(outcome.message);
      return outcome.key;
    },
    async graphql(query, variables, { as = PASSWORD, name, address } = {}) {
      const headers = new Headers({
        "content-type": "application/json",
        accept: "application/graphql-response+json",
      });
      if (as !== null) headers.set("authorization", `Bearer ${as}`);
      if (name !== undefined) headers.set("x-recorded-by", name);
      const body = JSON.stringify({ query, variables });
      const response = await fetch("/graphql", { method: "POST", headers, body }, address ? { address } : {});
      return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, "status">) };
    },
  };
}
