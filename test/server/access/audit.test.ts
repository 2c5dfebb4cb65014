import { beforeAll, describe, expect, it } from "vitest";
import { revokeKey } from "../../../server/access/manage-keys.ts";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";
import { signIn } from "../../support/sign-in.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

const kept = async () => (await api.table.items("AUDIT#2026-06-14")).map(({ pk, sk, at, ...item }) => item);
const byKind = async (kind: string) => (await kept()).filter((item) => item.kind?.S === kind);

describe("the audit log", () => {
  it("records who signed in, from where, and whether the device was known", async () => {
    const { deviceToken } = await signIn(api, {}, { address: "203.0.113.7" });
    await signIn(api, { name: "Tom Okafor", deviceToken }, { address: "203.0.113.8" });

    expect(await byKind("SIGNED_IN")).toEqual(
      expect.arrayContaining([
        {
          kind: { S: "SIGNED_IN" },
          name: { S: "Ines Duarte" },
          address: { S: "203.0.113.7" },
          known_device: { BOOL: false },
        },
        {
          kind: { S: "SIGNED_IN" },
          name: { S: "Tom Okafor" },
          address: { S: "203.0.113.8" },
          known_device: { BOOL: true },
        },
      ]),
    );
  });

  it("records who created and who revoked a key, with the key's id", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"], "bookkeeping");
    const keyId = key.slice(4, 14);
    await revokeKey(api.access, { id: keyId, by: "Tom Okafor" });

    const about = { key_id: { S: keyId }, name: { S: "bookkeeping" } };
    expect(await byKind("KEY_CREATED")).toEqual([
      { kind: { S: "KEY_CREATED" }, by: { S: "Ines Duarte" }, scopes: { SS: ["PAYMENTS_READ"] }, ...about },
    ]);
    expect(await byKind("KEY_REVOKED")).toEqual([
      { kind: { S: "KEY_REVOKED" }, by: { S: "Tom Okafor" }, ...about },
    ]);
  });

  it("does not record refusals, which are only logged, with their address", async () => {
    const before = (await kept()).length;
    await signIn(api, { password: "wrong" }, { address: "203.0.113.9" });
    await api.graphql("{ settings { currency } }", {}, { as: await api.makeKey(["STATE_READ"], "crew") });
    await logPayment(api, { eventId: "nowhere" });

    expect((await kept()).length).toBe(before + 1);
    expect(api.refusals).toEqual([
      expect.objectContaining({ field: "signIn", code: "INVALID_CREDENTIALS", address: "203.0.113.9" }),
      expect.objectContaining({
        message: "A request was refused.",
        code: "FORBIDDEN",
        field: "Query.settings",
      }),
      expect.objectContaining({
        message: "A mutation was refused.",
        code: "EVENT_NOT_FOUND",
        field: "logPayment",
      }),
    ]);
  });

  it("contains no secret, nor does any log", async () => {
    const { token, deviceToken } = await signIn(api);
    const key = await api.makeKey(["STATE_READ"], "no secret");
    await api.graphql("{ settings { currency } }", {}, { as: key });
    await signIn(api, { password: "not this one" });

    const all = JSON.stringify([await kept(), api.refusals, api.accidents]);
    for (const secret of [token, deviceToken, key, PASSWORD, "not this one"])
      expect(all).not.toContain(secret);
  });

  it("fails a sign-in that cannot be recorded", async () => {
    const broken = await createTestApi({ table: api.table });
    broken.access.audit.record = () => Promise.reject(new Error("full"));

    await expect(signIn(broken)).rejects.toThrow();
    expect(broken.accidents).toHaveLength(1);
  });
});
