import { auditServer } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerInProcess, startServerInProcess } from "../support/server-in-process.ts";

const AUDITS = 61;

let server: ServerInProcess;

beforeAll(async () => {
  server = await startServerInProcess();
});

afterAll(() => server.stop());

describe("GraphQL over HTTP", () => {
  it("passes every audit of the specification, with neither error nor warning", async () => {
    const results = await auditServer({ url: `${server.url}/graphql` });

    expect(results).toHaveLength(AUDITS);
    expect(results.filter(({ status }) => status !== "ok")).toEqual([]);
  });
});
