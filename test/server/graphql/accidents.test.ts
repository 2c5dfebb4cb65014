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

/** Replaces the look-up of keys from now on. */
const whenKeysAreRead = (find: () => Promise<ApiKey | null>) => {
  api.access.keys = { ...api.access.keys, find };
};

const get = (path: string, authorization = key) => api.fetch(path, { headers: { authorization } });

describe("an unexpected error before execution", () => {
  it.each([
    ["that is transient", () => new StoreUnavailableError(SECRET), 503, "SERVICE_UNAVAILABLE"],
    ["that is permanent", () => new Error(SECRET), 500, "INTERNAL_SERVER_ERROR"],
  ])("is masked and can be found by its request id: one %s", async (_name, error, status, code) => {
    whenKeysAreRead(() => Promise.reject(error()));
    const response = await get("/graphql?query={viewer{kind}}");
    const text = await response.text();

    expect(response.status).toBe(status);
    expect(text).not.toContain(SECRET);
    const [{ extensions }] = JSON.parse(text).errors;
    expect(extensions).toEqual({ code, requestId: expect.any(String) });
    expect(api.accidents).toMatchObject([{ requestId: extensions.requestId, error: { message: SECRET } }]);
  });

  it("is reported in the format of the legacy routes", async () => {
    whenKeysAreRead(() => Promise.reject(new StoreUnavailableError(SECRET)));
    const response = await get("/api/g/x/payments");
    const body = await response.json();

    expect(response.status).toBe(503);
    expect(body).toEqual({ message: expect.not.stringContaining(SECRET), request_id: expect.any(String) });
    expect(api.accidents).toMatchObject([{ requestId: body.request_id }]);
  });

  it("refuses only callers whose key cannot be looked up", async () => {
    whenKeysAreRead(() => Promise.reject(new StoreUnavailableError(SECRET)));

    expect((await get("/graphql?query={settings{currency}}")).status).toBe(503);
    expect((await get("/graphql?query={settings{currency}}", PASSWORD)).status).toBe(200);
    expect((await get("/health", "")).status).toBe(200);
  });

  it("is masked during validation, too", async () => {
    const kept = (await api.access.keys.list())[0] as ApiKey;
    // No query can hold this; it breaks the check of scopes.
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
