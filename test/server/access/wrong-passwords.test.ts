import { beforeEach, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { signIn } from "../../support/sign-in.ts";

const HOME = "203.0.113.7";
const ELSEWHERE = "198.51.100.20";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

const outcome = async (input: Parameters<typeof signIn>[1], address: string) =>
  (await signIn(api, input, { address })).__typename;

/** Tries wrong passwords one after the other, each a different one, and returns the results. */
async function guess(count: number, from: (at: number) => { address: string; deviceToken?: string }) {
  const outcomes: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { address, ...device } = from(at);
    outcomes.push(await outcome({ password: `guess ${at}`, ...device }, address));
  }
  return outcomes;
}

const addressAt = (at: number) => `10.0.${Math.floor(at / 250)}.${at % 250}`;
const countChecked = (outcomes: string[]) => outcomes.filter((name) => name === "InvalidCredentials").length;

const viewerOf = async (as: string, address: string) =>
  (await api.graphql("{ viewer { kind } }", {}, { as, address })).data.viewer.kind;

describe("wrong passwords from one address", () => {
  it("are checked ten times; then not even the right one is, and the caller learns when to retry", async () => {
    const outcomes = await guess(12, () => ({ address: HOME }));

    expect([countChecked(outcomes), outcomes.at(-1)]).toEqual([10, "TooManyAttempts"]);
    expect(await signIn(api, {}, { address: HOME })).toEqual({
      __typename: "TooManyAttempts",
      code: "TOO_MANY_ATTEMPTS",
      message: "Too many wrong passwords. Try again in 60 minutes.",
      path: ["input", "password"],
      retryAfterSeconds: 3600,
    });
    expect(await outcome({}, ELSEWHERE)).toBe("SignedIn");
  });

  it("are checked again after an hour without one, and never more than ten within any hour", async () => {
    await guess(9, () => ({ address: HOME }));
    api.clock.advance({ seconds: 3599 });
    expect(countChecked(await guess(9, () => ({ address: HOME })))).toBe(1);
    api.clock.advance({ seconds: 3599 });
    expect(countChecked(await guess(1, () => ({ address: HOME })))).toBe(0);
    api.clock.advance({ seconds: 2 });

    expect(countChecked(await guess(12, () => ({ address: HOME })))).toBe(10);
  });

  it("are counted together for signing in and for the password as a bearer token", async () => {
    for (let at = 0; at < 10; at += 1) expect(await viewerOf(`guess ${at}`, HOME)).toBe("ANONYMOUS");

    expect(await outcome({}, HOME)).toBe("TooManyAttempts");
    const refused = await api.graphql("{ settings { currency } }", {}, { address: HOME });
    expect(refused.errors).toMatchObject([
      {
        message: expect.stringContaining("Too many wrong passwords"),
        extensions: { code: "UNAUTHENTICATED" },
      },
    ]);
  });

  it("are not counted if they are tokens or keys, even malformed ones", async () => {
    for (let at = 0; at < 12; at += 1) {
      await viewerOf(`scs_${at}`, HOME);
      await viewerOf(`sck_${at}`, HOME);
    }

    expect(await outcome({}, HOME)).toBe("SignedIn");
  });

  it("do not affect a running session", async () => {
    const { token } = await signIn(api, {}, { address: HOME });
    await guess(12, () => ({ address: HOME }));

    expect(await viewerOf(token, HOME)).toBe("ADMIN");
  });

  it("from IPv6 addresses are counted by network, because a caller owns all addresses of one", async () => {
    const outcomes = await guess(12, (at) => ({ address: `2001:db8:0:7::${at.toString(16)}` }));

    expect(countChecked(outcomes)).toBe(10);
    expect(await outcome({}, "2001:db8:0:8::1")).toBe("SignedIn");
    expect(await outcome({}, "2001:0db8:0000:0007:1:2:3:4")).toBe("TooManyAttempts");
  });
});

describe("wrong passwords from many addresses", () => {
  it("are checked a hundred times in total, then only those of known devices and addresses", async () => {
    // On another server, so that this one knows the address only from the table.
    const other = await createTestApi({ table: api.table });
    const { deviceToken } = await signIn(other, {}, { address: ELSEWHERE });
    const outcomes = await guess(130, (at) => ({ address: addressAt(at) }));

    expect(countChecked(outcomes)).toBe(100);
    expect(await outcome({}, "192.0.2.99")).toBe("TooManyAttempts");
    expect(await outcome({ deviceToken }, "192.0.2.99")).toBe("SignedIn");
    expect(await outcome({}, ELSEWHERE)).toBe("SignedIn");
  });

  it("do not use up the total budget from a single address", async () => {
    await guess(150, () => ({ address: HOME }));

    expect(countChecked(await guess(12, () => ({ address: ELSEWHERE })))).toBe(10);
  });

  it("do not count against an address whose password was not checked because of them", async () => {
    await guess(101, (at) => ({ address: addressAt(at) }));
    api.clock.advance({ hours: 0.5 });
    for (let at = 0; at < 11; at += 1) expect(await outcome({}, HOME)).toBe("TooManyAttempts");
    api.clock.advance({ hours: 0.6 });

    expect(await outcome({}, HOME)).toBe("SignedIn");
  });

  it("are checked again from any address after an hour", async () => {
    await guess(101, (at) => ({ address: addressAt(at) }));
    api.clock.advance({ hours: 1.1 });

    expect(await outcome({}, "192.0.2.99")).toBe("SignedIn");
  });
});

describe("a device that signed in before", () => {
  it("has ten separate attempts, wherever it is", async () => {
    const { deviceToken } = await signIn(api, {}, { address: HOME });
    await guess(12, () => ({ address: HOME }));
    const outcomes = await guess(12, (at) => ({ address: addressAt(at), deviceToken }));

    expect(countChecked(outcomes)).toBe(10);
    expect(await outcome({ deviceToken }, ELSEWHERE)).toBe("TooManyAttempts");
  });

  it("keeps its id when it signs in again, so that its attempts do not multiply", async () => {
    const first = await signIn(api, {}, { address: HOME });
    const second = await signIn(api, { deviceToken: first.deviceToken }, { address: HOME });
    const tokens = [first.deviceToken, second.deviceToken];

    const outcomes = await guess(24, (at) => ({ address: HOME, deviceToken: tokens[at % 2] }));

    expect(countChecked(outcomes)).toBe(10);
  });

  it("is a stranger with a token that is forged, a session token, or signed under an old password", async () => {
    const older = await createTestApi({ table: api.table, passwordHash: "0".repeat(64) });
    const ofOlder = await older.access.devices.renew(null);
    const { token } = await signIn(api, {}, { address: HOME });
    await guess(12, () => ({ address: HOME }));

    for (const deviceToken of [ofOlder, token, token.slice(4), "x.y.z"]) {
      expect(await outcome({ deviceToken }, HOME)).toBe("TooManyAttempts");
    }
  });
});

describe("the right password", () => {
  it("sent with every request of a burst is never refused, even on more servers than attempts", async () => {
    const servers = [
      api,
      ...(await Promise.all(Array.from({ length: 14 }, () => createTestApi({ table: api.table })))),
    ];
    const asks = Array.from({ length: 60 }, (_, at) =>
      (servers[at % servers.length] as TestApi).graphql("{ viewer { kind } }", {}, { address: HOME }),
    );

    const kinds = (await Promise.all(asks)).map(({ data }) => data.viewer.kind);

    expect(new Set(kinds)).toEqual(new Set(["ADMIN"]));
  });

  it("in use at an address does not open another way to guess from there", async () => {
    const outcomes: string[] = [];
    for (let at = 0; at < 40; at += 1) {
      await viewerOf(PASSWORD, HOME);
      outcomes.push(await viewerOf(`guess ${at}`, HOME));
    }

    expect(await viewerOf(PASSWORD, HOME)).toBe("ANONYMOUS");
    expect(new Set(outcomes)).toEqual(new Set(["ANONYMOUS"]));
  });
});

describe("the address of a caller", () => {
  const wrong = (headers: Record<string, string>, address: string) => {
    const init = { method: "POST", body: JSON.stringify({ query: "{ viewer { kind } }" }) };
    return behind.fetch(
      "/graphql",
      { ...init, headers: { "content-type": "application/json", ...headers } },
      { address },
    );
  };
  let behind: TestApi;

  it("is what CloudFront says, if the request proves that it came from there", async () => {
    behind = await createTestApi({ originSecret: "o".repeat(32) });
    const through = (viewer: string) => ({
      "x-origin-secret": "o".repeat(32),
      "cloudfront-viewer-address": viewer,
    });
    for (let at = 0; at < 10; at += 1)
      await wrong({ ...through(`${HOME}:4000${at}`), authorization: `guess ${at}` }, "130.176.0.1");

    const kindFrom = async (viewer: string) =>
      (await (await wrong({ ...through(viewer), authorization: PASSWORD }, "130.176.0.1")).json()).data.viewer
        .kind;
    expect(await kindFrom(`${HOME}:443`)).toBe("ANONYMOUS");
    expect(await kindFrom(`${ELSEWHERE}:443`)).toBe("ADMIN");
    expect(await kindFrom("2001:db8::7:443")).toBe("ADMIN");
  });

  it("is that of the connection if nothing is proven, whatever a header says", async () => {
    behind = api;
    for (let at = 0; at < 10; at += 1)
      await wrong({ "cloudfront-viewer-address": `${addressAt(at)}:1`, authorization: `guess ${at}` }, HOME);

    expect(await outcome({}, HOME)).toBe("TooManyAttempts");
  });
});

describe("the counters", () => {
  it("expire by the table's TTL attribute, and contain no password", async () => {
    await guess(2, () => ({ address: HOME }));

    const [count] = await api.table.items(`THROTTLE#address#${HOME}`);

    expect(Number(count?.expires?.N)).toBeGreaterThan(api.clock.now().getTime() / 1000 + 29 * 86_400);
    expect(JSON.stringify(count)).not.toContain("guess");
  });

  it("admit nobody if they cannot be read", async () => {
    const broken = await createTestApi({ table: { ...api.table, tableName: "nothing" } });

    const answer = await broken.graphql("{ viewer { kind } }", {}, { address: HOME });

    expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
  });
});
