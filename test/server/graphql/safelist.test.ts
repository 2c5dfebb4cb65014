import { readdirSync, readFileSync } from "node:fs";
import { getOperationAST, Kind, parse, print } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { documentTexts } from "../../../client/api/generated/document-texts.ts";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { createStoreCalls } from "../../support/counted-store.ts";
import { readTable } from "../../support/table.ts";

/** Every operation of our own client, with its fragments, as it is in the file. */
const DOCUMENTS = Object.entries(documentTexts).map(([id, text]): [string, string] => [
  id.replace(/\..*/, ""),
  print(parse(text)),
]);

const calls = createStoreCalls();
let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ store: calls.before, isSafelistOnly: true });
});

/** The first error code in a response, if any. */
async function codeOf(query: string): Promise<{ status: number; code: unknown }> {
  const { status, errors } = await api.graphql(query, {});
  return { status, code: errors?.[0]?.extensions?.code };
}

describe("a server that accepts only its own pages", () => {
  it("knows every operation of the client", () => {
    const folder = "client/api/operations";
    const sources = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8"));
    const operations = sources.flatMap((source) =>
      parse(source).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION),
    );

    expect(DOCUMENTS.length).toBe(operations.length);
    expect(DOCUMENTS.length).toBeGreaterThan(3);
  });

  it.each(DOCUMENTS)("accepts %s, however it is formatted", async (_name, query) => {
    const { definitions } = parse(query);
    const written = [
      query,
      query.replace(/\s+/g, " "),
      `# A comment.\n${query.replaceAll("\n", "\r\n  ")}`,
      definitions
        .toReversed()
        .map((definition) => print(definition))
        .join("\n,,"),
    ];
    // The variables are missing: it was accepted, and refused only for that.
    for (const text of written) expect((await codeOf(text)).code).not.toBe("OPERATION_NOT_LISTED");
    expect(await api.graphql(query, { ids: [], eventId: "x" })).not.toMatchObject({ status: 403 });
  });

  it.each(DOCUMENTS)("refuses %s with anything added or removed", async (_name, query) => {
    const operationName = getOperationAST(parse(query))?.name?.value ?? "";
    const changed = [
      query.replace("{\n", "{\n  more: __typename\n"),
      query.replace(/\n( +)([a-zA-Z]+)\n/, "\n$1$2\n$1__typename\n"),
      query.replace(operationName, `${operationName}2`),
      query.replace(/\n +[a-zA-Z]+\n/, "\n  __typename\n"),
    ];
    const before = calls.count;
    for (const text of changed) {
      expect(text).not.toBe(query);
      expect(await codeOf(text), text).toEqual({ status: 403, code: "OPERATION_NOT_LISTED" });
    }
    expect(calls.count).toBe(before);
  });

  it("refuses everything else, even from admins, and writes nothing", async () => {
    const eventId = await api.table.putEvent();
    const before = await readTable(api.table);
    for (const query of [
      "{ viewer { kind } }",
      "{ __typename }",
      "{ __schema { types { name } } }",
      `mutation { logPayment(input: { eventId: "${eventId}", patron: "Maya Rivera", amount: "5" }) { __typename } }`,
    ]) {
      expect(await codeOf(query)).toEqual({ status: 403, code: "OPERATION_NOT_LISTED" });
    }
    const beside = `${DOCUMENTS[0]?.[1]}\nquery More { viewer { kind } }`;
    for (const parameters of [
      "query={viewer{kind}}",
      `query=${encodeURIComponent(beside)}&operationName=More`,
    ]) {
      const path = `/graphql?${parameters}`;
      expect((await api.fetch(path, { headers: { authorization: PASSWORD } })).status).toBe(403);
    }
    expect(await readTable(api.table)).toEqual(before);
  });
});
