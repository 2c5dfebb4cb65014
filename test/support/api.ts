import { createSessions } from "../../server/access/sessions.ts";
import { createApi } from "../../server/api.ts";
import { createDynamoLedgerStore } from "../../server/ledger/dynamo-ledger-store.ts";
import { createDynamoMailStateStore } from "../../server/ledger/dynamo-mail-state-store.ts";
import { createEventQueue } from "../../server/ledger/event-queue.ts";
import { sha256 } from "../../server/ledger/hash.ts";
import type { LedgerStore } from "../../server/ledger/ledger-store.ts";
import type { Logger } from "../../server/logger.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { createTestTable, type TestTable } from "./table.ts";

/** The shared admin password in tests. */
export const PASSWORD = "correct horse";

/** What came back of a GraphQL request. */
export interface GraphqlAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for, and fails when it is not there.
  data: any;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
}

/** The API over a fresh table, called as hosts call it. */
export interface TestApi {
  table: TestTable;
  clock: TestClock;
  store: LedgerStore;
  /** What was logged as an accident. */
  accidents: Record<string, unknown>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Asks as the admin unless `as` names another credential; null for none. */
  graphql(
    query: string,
    variables?: unknown,
    options?: { as?: string | null; name?: string },
  ): Promise<GraphqlAnswer>;
}

/** What a test may want otherwise. */
export interface TestApiOptions {
  table?: TestTable;
  now?: string;
  timeZone?: string;
  currency?: string;
  store?: (real: LedgerStore) => LedgerStore;
  allowedOrigins?: string[];
  originSecret?: string;
  writeBudgetMilliseconds?: number;
}

/** Composes the API over a fresh table, or over one that another API uses, too. */
export async function createTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const table = options.table ?? (await createTestTable());
  const clock = createTestClock(options.now ?? "2026-06-14T23:30:00.000Z");
  const real = createDynamoLedgerStore(table);
  const store = options.store?.(real) ?? real;
  const accidents: Record<string, unknown>[] = [];
  const logger: Logger = {
    info: () => undefined,
    error: (message, facts) => accidents.push({ message, ...facts }),
  };
  const adminPasswordHash = sha256(PASSWORD);
  const api = createApi({
    access: {
      adminPasswordHash,
      sessions: createSessions({ secret: "s".repeat(32), passwordHash: adminPasswordHash, clock }),
    },
    ledger: {
      store,
      clock,
      queue: createEventQueue(),
      operatorCurrency: options.currency ?? "USD",
      timeZone: options.timeZone ?? "America/Los_Angeles",
      writeBudgetMilliseconds: options.writeBudgetMilliseconds ?? 20_000,
    },
    mailStates: createDynamoMailStateStore(table),
    allowedOrigins: options.allowedOrigins ?? [],
    originSecret: options.originSecret ?? null,
    logger,
  });
  const fetch: TestApi["fetch"] = (path, init) => api.fetch(new Request(`https://api.example${path}`, init));
  return {
    table,
    clock,
    store,
    accidents,
    fetch,
    async graphql(query, variables, { as = PASSWORD, name } = {}) {
      const headers = new Headers({
        "content-type": "application/json",
        accept: "application/graphql-response+json",
      });
      if (as !== null) headers.set("authorization", `Bearer ${as}`);
      if (name !== undefined) headers.set("x-recorded-by", name);
      const body = JSON.stringify({ query, variables });
      const response = await fetch("/graphql", { method: "POST", headers, body });
      return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, "status">) };
    },
  };
}
