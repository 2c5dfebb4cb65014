import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";
import { signIn } from "../../support/sign-in.ts";

let api: TestApi;
let eventId: string;

beforeAll(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
});

const viewerOf = async (as: string | null) =>
  (await api.graphql("{ viewer { kind name scopes } }", {}, { as })).data.viewer;

describe("a caller without a credential", () => {
  it.each([
    ["an event", '{ event(id: "x") { id } }'],
    ["events", "{ events(ids: []) { id } }"],
    ["the list of ledgers", "{ eventList { nodes { id } } }"],
    ["a payment", '{ payment(id: "x") { id } }'],
    ["the methods", "{ paymentMethods { method } }"],
    ["the settings", "{ settings { currency } }"],
    ["a fragment's field", "query { viewer { kind } ...f } fragment f on Query { settings { currency } }"],
    ["logging", 'mutation { logPayment(input: { eventId: "x", patron: "y", amount: "1" }) { __typename } }'],
  ])("is refused whole when asking for %s", async (_name, query) => {
    const refused = await api.graphql(query, {}, { as: null });

    expect(refused.status).toBe(401);
    expect(refused.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect("data" in refused).toBe(false);
  });

  it("learns nothing except who they are, and may sign in", async () => {
    expect(await viewerOf(null)).toEqual({ kind: "ANONYMOUS", name: null, scopes: [] });
  });

  it("is refused before anything happens", async () => {
    const mutation = `mutation { logPayment(input: { eventId: "${eventId}", patron: "y", amount: "1" }) { __typename } }`;
    await api.graphql(mutation, {}, { as: "wrong" });

    expect(await api.table.items(eventId)).toHaveLength(1);
  });
});

describe("signIn", () => {
  it("returns a session of twelve hours whose name is recorded on entries", async () => {
    const signedIn = await signIn(api);

    expect(signedIn).toMatchObject({
      __typename: "SignedIn",
      expiresAt: "2026-06-15T11:30:00.000Z",
      viewer: { kind: "ADMIN", name: "Ines Duarte", scopes: ["ADMIN"] },
    });
    expect(signedIn.token).toMatch(/^scs_/);
    const { payment } = await logPayment(api, { eventId }, { as: signedIn.token, name: "Somebody Else" });
    expect(payment.recordedBy).toBe("Ines Duarte");
  });

  it("refuses a wrong password without further details", async () => {
    expect(await signIn(api, { password: "wrong" })).toEqual({
      __typename: "InvalidCredentials",
      code: "INVALID_CREDENTIALS",
      message: "The password is wrong.",
      path: ["input", "password"],
    });
  });

  it("refuses a blank or too long name as a fault of the name", async () => {
    expect((await signIn(api, { name: " " })).faults).toEqual([{ path: ["input", "name"], code: "BLANK" }]);
    expect((await signIn(api, { name: "n".repeat(81) })).faults).toMatchObject([{ code: "TOO_LONG" }]);
  });
});

describe("a session", () => {
  it("ends after twelve hours", async () => {
    const { token } = await signIn(api);
    api.clock.advance({ hours: 11.9 });
    const before = await viewerOf(token);
    api.clock.advance({ hours: 0.2 });
    const after = await viewerOf(token);
    api.clock.set("2026-06-14T23:30:00.000Z");

    expect([before.kind, after.kind]).toEqual(["ADMIN", "ANONYMOUS"]);
  });

  it("that was forged or tampered with is anonymous", async () => {
    const { token } = await signIn(api);
    const [header, payload, signature] = token.slice(4).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, name: "Tom Okafor" })).toString("base64url");
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");

    expect((await viewerOf(`scs_${header}.${forged}.${signature}`)).kind).toBe("ANONYMOUS");
    expect((await viewerOf(`scs_${unsigned}.${payload}.`)).kind).toBe("ANONYMOUS");
    expect((await viewerOf("scs_")).kind).toBe("ANONYMOUS");
  });
});

describe("the admin password", () => {
  it("works as a bearer token, and bare as the old page sends it", async () => {
    const ask = (authorization: string) =>
      api.fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", authorization, "x-recorded-by": "Tom Okafor" },
        body: JSON.stringify({ query: "{ viewer { kind name } }" }),
      });

    for (const authorization of [`Bearer ${PASSWORD}`, PASSWORD]) {
      const answer = await (await ask(authorization)).json();
      expect(answer).toEqual({ data: { viewer: { kind: "ADMIN", name: "Tom Okafor" } } });
    }
  });

  it("preserves a name in another script", async () => {
    const name = Buffer.from("Inês 大阪", "utf8").toString("latin1");

    const answer = await api.graphql("{ viewer { name } }", {}, { name });

    expect(answer.data.viewer.name).toBe("Inês 大阪");
  });
});

describe("the origin secret", () => {
  it("is required on every request when it is set", async () => {
    const behind = await createTestApi({ table: api.table, originSecret: "o".repeat(32) });
    const status = async (secret?: string) =>
      (await behind.fetch("/health", secret ? { headers: { "x-origin-secret": secret } } : {})).status;

    expect([await status(), await status("o".repeat(31)), await status("o".repeat(32))]).toEqual([
      403, 403, 200,
    ]);
  });
});

describe("an accident", () => {
  it("is masked, logged once, and can be found by its request id", async () => {
    const broken = await createTestApi({
      table: api.table,
      store: (real) => ({ ...real, readEvents: () => Promise.reject(new Error("secret detail")) }),
    });

    const answer = await broken.graphql('{ event(id: "x") { id } }');

    expect(JSON.stringify(answer)).not.toContain("secret detail");
    expect(answer.errors).toMatchObject([
      { extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) } },
    ]);
    expect(broken.accidents).toMatchObject([{ requestId: answer.errors?.[0]?.extensions?.requestId }]);
  });
});
