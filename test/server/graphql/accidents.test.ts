import { beforeEach, describe, expect, it } from "vitest";
import type { ApiKey } from "../../../server/access/api-key.ts";
import { StoreUnavailableError } from "../../../server/values/unavailable.ts";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";

const SECRET = "10.0.0.7 did not answer";
let api: TestApi;
let key: string;

beforeEach(async () => {
  api = await createTestApi();
  key = await api.makeKey(["PAYMENTS_READ"]);
});

/** From now on, looking a key up ends like this. */
const whenKeysAreRead = (find: () => Promise<ApiKey | null>) => {
  api.access.keys = { ...api.access.keys, find };
};

const get = (path: string, authorization = key) => api.fetch(path, { headers: { authorization } });

describe("an accident before anything is executed", () => {
  it.each([
    ["that will pass", () => new StoreUnavailableError(SECRET), 503, "SERVICE_UNAVAILABLE"],
    ["that will not", () => new Error(SECRET), 500, "INTERNAL_SERVER_ERROR"],
  ])("is masked, and found again by its request id: one %s", async (_name, error, status, code) => {
    whenKeysAreRead(() => Promise.reject(error()));
    const response = await get("/graphql?query={viewer{kind}}");
    const text = await response.text();

    expect(response.status).toBe(status);
    expect(text).not.toContain(SECRET);
    const [{ extensions }] = JSON.parse(text).errors;
    expect(extensions).toEqual({ code, requestId: expect.any(String) });
    expect(api.accidents).toMatchObject([{ requestId: extensions.requestId, error: { message: SECRET } }]);
  });

  it("is told to the old page in its own way", async () => {
    whenKeysAreRead(() => Promise.reject(new StoreUnavailableError(SECRET)));
    const response = await get("/api/g/x/payments");
    const body = await response.json();

    expect(response.status).toBe(503);
    expect(body).toEqual({ message: expect.not.stringContaining(SECRET), request_id: expect.any(String) });
    expect(api.accidents).toMatchObject([{ requestId: body.request_id }]);
  });

  it("keeps those out whose key cannot be looked up, and nobody else", async () => {
    whenKeysAreRead(() => Promise.reject(new StoreUnavailableError(SECRET)));

    expect((await get("/graphql?query={settings{currency}}")).status).toBe(503);
    expect((await get("/graphql?query={settings{currency}}", PASSWORD)).status).toBe(200);
    expect((await get("/health", "")).status).toBe(200);
  });

  it("is masked where the document is already being looked at, too", async () => {
    const kept = (await api.access.keys.list())[0] as ApiKey;
    // Nobody can hold this; the check of the scopes breaks on it.
    whenKeysAreRead(async () => ({ ...kept, scopes: null as never }));
    const { status, errors } = await api.graphql("{ settings { currency } }", {}, { as: key });

    expect(status).toBe(500);
    expect(errors).toEqual([
      {
        message: "An internal error occurred.",
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) },
      },
    ]);
    expect(api.accidents).toMatchObject([{ requestId: errors?.[0]?.extensions?.requestId }]);
  });
});
