import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createKey, revokeKey } from "../../../server/access/manage-keys.ts";
import { createTestApi, type TestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";

let api: TestApi;
let eventId: string;

beforeAll(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent();
});

const idOf = (key: string) => key.slice(4, 14);
const stored = async (key: string) => (await api.table.items(`APIKEY#${idOf(key)}`))[0];
const viewerOf = async (as: string) =>
  (await api.graphql("{ viewer { kind name scopes } }", {}, { as })).data.viewer;

describe("an API key", () => {
  it("can be recognized, with its id, by its form", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"], "bookkeeping");

    expect(key).toMatch(/^sck_[0-9A-Za-z]{48}$/);
    expect(await viewerOf(key)).toEqual({ kind: "API_KEY", name: "bookkeeping", scopes: ["PAYMENTS_READ"] });
  });

  it("is kept as a hash, and nowhere else in the table", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"], "kept");
    const item = await stored(key);

    expect(item?.hash?.S).toBe(createHash("sha256").update(key).digest("hex"));
    expect(JSON.stringify(item)).not.toContain(key.slice(14));
  });

  it("with one changed character is rejected without reading the table", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"], "changed");
    let reads = 0;
    const counting = await createTestApi({ table: api.table });
    const { find } = counting.access.keys;
    counting.access.keys.find = (id) => {
      reads += 1;
      return find(id);
    };

    for (const at of [4, 20, 45, 51]) {
      const other = key[at] === "x" ? "y" : "x";
      const as = key.slice(0, at) + other + key.slice(at + 1);
      const answer = await counting.graphql("{ viewer { kind } }", {}, { as });
      expect(answer.data.viewer.kind).toBe("ANONYMOUS");
    }
    expect(reads).toBe(0);
    await counting.graphql("{ viewer { kind } }", {}, { as: key });
    expect(reads).toBe(1);
  });

  it("with the right id but another secret is rejected", async () => {
    const mine = await api.makeKey(["PAYMENTS_READ"], "mine");
    const item = await stored(await api.makeKey(["PAYMENTS_READ"], "theirs"));
    await api.table.putItem({ ...item, pk: { S: `APIKEY#${idOf(mine)}` } });

    expect((await viewerOf(mine)).kind).toBe("ANONYMOUS");
  });

  it("is refused on every server from the next request after it is revoked", async () => {
    const other = await createTestApi({ table: api.table });
    const key = await api.makeKey(["PAYMENTS_READ"], "leaked");
    const status = (server: TestApi) =>
      server.graphql("{ settings { currency } }", {}, { as: key }).then(({ status }) => status);
    expect([await status(api), await status(other)]).toEqual([200, 200]);

    expect(await revokeKey(api.access, { id: idOf(key), by: "Ines Duarte" })).toBe("revoked");

    expect([await status(api), await status(other)]).toEqual([401, 401]);
    expect(await revokeKey(api.access, { id: idOf(key), by: "Ines Duarte" })).toBe("alreadyRevoked");
  });

  it("shows when it was last used, accurate to ten minutes", async () => {
    const clocked = await createTestApi({ table: api.table });
    const key = await clocked.makeKey(["PAYMENTS_READ"], "used");
    const use = async () => {
      await clocked.graphql("{ viewer { kind } }", {}, { as: key });
      return (await stored(key))?.last_used_at?.S;
    };

    expect((await stored(key))?.last_used_at).toBeUndefined();
    expect(await use()).toBe("2026-06-14T23:30:00.000Z");
    clocked.clock.advance({ seconds: 300 });
    expect(await use()).toBe("2026-06-14T23:30:00.000Z");
    clocked.clock.advance({ seconds: 301 });
    expect(await use()).toBe("2026-06-14T23:40:01.000Z");
  });

  it("works even if its last use cannot be recorded", async () => {
    const broken = await createTestApi({ table: api.table });
    const key = await broken.makeKey(["PAYMENTS_READ"], "unnoted");
    broken.access.keys.noteUse = () => Promise.reject(new Error("full"));

    const answer = await broken.graphql("{ viewer { name } }", {}, { as: key });

    expect(answer.data.viewer.name).toBe("unnoted");
    expect(broken.accidents).toMatchObject([{ keyId: idOf(key) }]);
  });

  it("is one of at most two active keys with the same name, so that one can replace the other", async () => {
    const make = (name: string) => createKey(api.access, { name, scopes: ["STATE_READ"], by: "Ines Duarte" });
    const first = await make("crew");
    const second = await make("crew");
    const third = await make(" crew ");
    if (first.result !== "created") throw new Error("The first key was not created.");

    expect([first.result, second.result, third.result]).toEqual(["created", "created", "invalid"]);
    await revokeKey(api.access, { id: first.id, by: "Ines Duarte" });
    expect((await make("crew")).result).toBe("created");
  });

  it("is not created without a valid name or without a scope", async () => {
    for (const request of [
      { name: " ", scopes: ["STATE_READ"] as const },
      { name: "a\nb", scopes: ["STATE_READ"] as const },
      { name: "n".repeat(81), scopes: ["STATE_READ"] as const },
      { name: "fine", scopes: [] },
    ]) {
      expect((await createKey(api.access, { ...request, by: "Ines Duarte" })).result).toBe("invalid");
    }
  });
});

describe("a key that may only log", () => {
  it("logs under its own name, whatever a header says, and receives only ids", async () => {
    const as = await api.makeKey(["PAYMENTS_WRITE"], "dock kiosk");
    const mutation = `mutation { logPayment(input: { eventId: "${eventId}", patron: "Tom Okafor", amount: "5" }) {
      ... on PaymentLogged { payment { id } event { id } replayed } ... on UserError { code message } } }`;

    const { data } = await api.graphql(mutation, {}, { as, name: "Somebody Else" });

    expect(data.logPayment.event).toEqual({ id: eventId });
    const read = await api.graphql(
      "query ($id: ID!) { payment(id: $id) { recordedBy patron } }",
      data.logPayment.payment,
    );
    expect(read.data.payment).toEqual({ recordedBy: "dock kiosk", patron: "Tom Okafor" });
  });

  it("has its own idempotency keys, separate from those of others", async () => {
    const [one, two] = [
      await api.makeKey(["PAYMENTS_WRITE"], "one"),
      await api.makeKey(["PAYMENTS_WRITE"], "two"),
    ];
    const log = (as: string, patron: string) =>
      api.graphql(
        `mutation { logPayment(input: { eventId: "${eventId}", patron: "${patron}", amount: "6", idempotencyKey: "k" }) {
          __typename ... on PaymentLogged { replayed } } }`,
        {},
        { as },
      );

    expect((await log(one, "Maya Rivera")).data.logPayment.replayed).toBe(false);
    expect((await log(two, "Tom Okafor")).data.logPayment.replayed).toBe(false);
    expect((await log(one, "Maya Rivera")).data.logPayment.replayed).toBe(true);
  });

  it("is recorded as the principal of the entry, in the ledger's own format", async () => {
    const as = await api.makeKey(["PAYMENTS_WRITE", "PAYMENTS_READ"], "both");
    const event = await api.table.putEvent();
    await logPayment(api, { eventId: event }, { as });

    const entry = (await api.table.items(event)).find((item) => item.sk?.S?.startsWith("PAYMENT#"));

    expect([entry?.principal?.S, entry?.recorded_by?.S]).toEqual([`key:${idOf(as)}`, "both"]);
  });
});
