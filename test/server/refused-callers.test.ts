import { beforeAll, describe, expect, it } from "vitest";
import { FOREIGN_REQUEST } from "../../server/rest/origin-secret.ts";
import { createTestApi, type TestApi } from "../support/api.ts";

const ORIGIN_SECRET = "o".repeat(48);

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

/** A Function URL in front of the API may rename the header, so the body must contain it, too. */
describe("a caller who must sign in first", () => {
  it.each([
    ["a legacy route that reads", "/api/g/EVENT/payments", {}],
    ["a legacy route that writes", "/api/g/EVENT/payment", { method: "POST", body: "{}" }],
    ["the export", "/export.csv", {}],
    ["GraphQL by GET", "/graphql?query={settings{currency}}", {}],
  ])("is told by %s in header and body how to sign in", async (_name, path, init) => {
    for (const authorization of ["", "wrong", "Bearer sck_wrong", "Bearer scs_wrong"]) {
      const answer = await api.fetch(path, { ...init, headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(authenticateIn(await answer.json())).toBe("Bearer");
    }
  });

  it("is told by GraphQL by POST in header and body how to sign in", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ query: "{ settings { currency } }" });
    const answer = await api.fetch("/graphql", { method: "POST", headers, body });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(authenticateIn(await answer.json())).toBe("Bearer");
  });
});

describe("a caller without the scope", () => {
  it("is not told to sign in", async () => {
    const headers = { authorization: `Bearer ${await api.makeKey(["STATE_READ"])}` };
    for (const path of ["/export.csv", "/graphql?query={settings{currency}}"]) {
      const answer = await api.fetch(path, { headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.has("www-authenticate")).toBe(false);
      expect(authenticateIn(await answer.json())).toBeUndefined();
    }
  });
});

describe("a caller who bypasses the distribution", () => {
  it("gets a response that only the API can give", async () => {
    const behind = await createTestApi({ table: api.table, originSecret: ORIGIN_SECRET });
    const answer = await behind.fetch("/health");
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ message: "Forbidden.", code: FOREIGN_REQUEST });
    expect((await behind.fetch("/health", { headers: { "x-origin-secret": ORIGIN_SECRET } })).status).toBe(
      200,
    );
  });
});

/** In GraphQL it is in the same place as every error code. */
function authenticateIn(body: {
  authenticate?: string;
  errors?: { extensions?: { authenticate?: string } }[];
}): string | undefined {
  return body.authenticate ?? body.errors?.[0]?.extensions?.authenticate;
}
