import { beforeAll, describe, expect, it } from "vitest";
import { documentTexts } from "../../../client/api/generated/document-texts.ts";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";

const idOf = (name: string) => Object.keys(documentTexts).find((id) => id.startsWith(`${name}.`)) ?? "";

let open: TestApi;
let closed: TestApi;

beforeAll(async () => {
  [open, closed] = await Promise.all([createTestApi(), createTestApi({ isSafelistOnly: true })]);
});

async function ask(api: TestApi, body: object): Promise<{ status: number; answer: Record<string, unknown> }> {
  const headers = { "content-type": "application/json", authorization: PASSWORD };
  const response = await api.fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
}

describe("a document id", () => {
  it("is answered like its text, even by a server that accepts only its own pages", async () => {
    for (const api of [open, closed]) {
      const variables = { eventId: await api.table.putEvent({ title: "Rivera sunset sail" }) };
      const byId = await ask(api, { documentId: idOf("CrewState"), variables });
      const byText = await ask(api, { query: documentTexts[idOf("CrewState")], variables });
      expect(byId).toEqual(byText);
      expect(byId).toMatchObject({
        status: 200,
        answer: { data: { event: { title: "Rivera sunset sail" } } },
      });
    }
  });

  it.each(["Dashboard.0000000000000000", "Dashboard", "", "__proto__", "constructor", "toString"])(
    "is refused with its own code if it is unknown: %j",
    async (documentId) => {
      const refused = await ask(open, { documentId, variables: { ids: [] } });
      expect(refused).toMatchObject({
        status: 400,
        answer: { errors: [{ extensions: { code: "PERSISTED_DOCUMENT_NOT_FOUND" } }] },
      });
    },
  );

  it("is ignored if a text is given", async () => {
    const { answer } = await ask(open, { documentId: "nobody.knows", query: "{ settings { currency } }" });
    expect(answer).toEqual({ data: { settings: { currency: "USD" } } });
  });

  it("does not bypass the safelist", async () => {
    const body = { documentId: idOf("CrewState"), query: "{ settings { currency } }" };
    expect(await ask(closed, body)).toMatchObject({
      status: 403,
      answer: { errors: [{ extensions: { code: "OPERATION_NOT_LISTED" } }] },
    });
  });

  it.each([7, null, ["Dashboard"], { toString: "Dashboard" }])(
    "must be a text, unlike %j",
    async (documentId) => {
      const { answer } = await ask(open, { documentId });
      expect(answer).toEqual({ errors: [expect.objectContaining({ message: expect.any(String) })] });
    },
  );
});

describe("a document of our own client", () => {
  const codesOf = async (query: string) => {
    const { answer } = await ask(open, { query });
    const { errors = [] } = answer as { errors?: { extensions?: { code?: string } }[] };
    return errors.map(({ extensions }) => extensions?.code);
  };

  it.each(Object.entries(documentTexts))("%s would pass every check that it skips", async (_, text) => {
    // A different text with the same meaning, which is checked like any other.
    expect(await codesOf(`${text} `)).not.toContain("GRAPHQL_VALIDATION_FAILED");
    expect(await codesOf(text.replace("{", "{ __typename notThere "))).toContain("GRAPHQL_VALIDATION_FAILED");
  });

  it("is checked for scopes like any other", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ documentId: idOf("Dashboard"), variables: { ids: ["nobody"] } });
    const response = await open.fetch("/graphql", { method: "POST", headers, body });
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
    ]);
  });

  it("is answered for one caller after it was refused for another", async () => {
    const body = { documentId: idOf("Dashboard"), variables: { ids: ["nobody"] } };
    const as = async (authorization?: string) => {
      const headers = { "content-type": "application/json", ...(authorization ? { authorization } : {}) };
      return (await open.fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) })).status;
    };
    expect([await as(), await as(PASSWORD), await as(), await as(PASSWORD)]).toEqual([401, 200, 401, 200]);
  });
});
