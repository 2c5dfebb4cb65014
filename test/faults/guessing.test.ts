import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hashPassword } from "../../server/access/password-hash.ts";
import { sha256 } from "../../server/values/digest.ts";
import { type RunningServer, startLocalServer } from "../support/local-server.ts";

const IS_FULL = process.env.TEST_SIZE === "full";
const GUESSES = IS_FULL ? 1000 : 400;
/** Guesses after the flood, repeated until none is checked any more. */
const WAVE = 16;
const PASSWORD = "four words of brass";
const ORIGIN_SECRET = "o".repeat(32);
/** Time limit for the right password among all others. Checking them in turn would take minutes with the strong hash. */
const MAX_SIGN_IN_MILLISECONDS = 15_000;
/** At full size a hundred guesses are checked with the strong hash. */
const TEST_MILLISECONDS = IS_FULL ? 300_000 : 60_000;

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { __typename ... on SignedIn { deviceToken token } }
}`;

let servers: RunningServer[] = [];

beforeAll(async () => {
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: inject("dynamoEndpoint"),
    TABLE_NAME: `test-${randomUUID()}`,
    // Checking a hundred with the strong hash takes half a minute.
    ADMIN_PASS_HASH: IS_FULL ? await hashPassword(PASSWORD) : sha256(PASSWORD),
    SESSION_SECRET: "s".repeat(32),
    ORIGIN_SECRET,
  };
  servers = [await startLocalServer({ env }), await startLocalServer({ env })];
});

afterAll(() => Promise.all(servers.map((server) => server.stop())));

interface SignedIn {
  __typename: string;
  deviceToken: string;
  token: string;
}

async function signIn(
  server: RunningServer | undefined,
  input: { password: string; deviceToken?: string },
  address: string,
): Promise<SignedIn> {
  const { data, errors } = await post(
    server,
    { query: SIGN_IN, variables: { input: { name: "Ines Duarte", ...input } } },
    { address },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.signIn;
}

async function post(
  server: RunningServer | undefined,
  body: unknown,
  caller: { address: string; token?: string },
) {
  const response = await fetch(`${server?.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-origin-secret": ORIGIN_SECRET,
      "cloudfront-viewer-address": `${caller.address}:40000`,
      ...(caller.token ? { authorization: `Bearer ${caller.token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  return response.json();
}

const addressAt = (at: number) => `10.${Math.floor(at / 250)}.7.${at % 250}`;

async function guess(from: number, count: number): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      signIn(servers[at % 2], { password: `guess ${from + at}` }, addressAt(from + at)),
    ),
  );
  const outcomes = answers.map(({ __typename }) => __typename);
  const checked = outcomes.filter((name) => name === "InvalidCredentials").length;
  expect(outcomes.filter((name) => name === "TooManyAttempts")).toHaveLength(count - checked);
  return checked;
}

describe("guessing the password from many addresses at the same time, on two servers", {
  timeout: TEST_MILLISECONDS,
}, () => {
  it("is limited to a hundred checked guesses, while a known device signs in and a session continues", async () => {
    const { deviceToken } = await signIn(servers[0], { password: PASSWORD }, "203.0.113.7");
    const flood = guess(0, GUESSES);

    const startedAt = performance.now();
    const again = await signIn(servers[1], { password: PASSWORD, deviceToken }, "192.0.2.5");
    const took = performance.now() - startedAt;
    const caller = { address: "192.0.2.5", token: again.token };
    const asked = await post(servers[1], { query: "{ viewer { kind name } }" }, caller);

    expect(again.__typename).toBe("SignedIn");
    expect(took).toBeLessThan(MAX_SIGN_IN_MILLISECONDS);
    expect(asked.data.viewer).toEqual({ kind: "ADMIN", name: "Ines Duarte" });

    let checked = await flood;
    expect(checked).toBeLessThanOrEqual(100);
    let more = 1;
    for (let from = GUESSES; more > 0; from += WAVE) {
      more = await guess(from, WAVE);
      checked += more;
    }
    expect(checked).toBe(100);
    const right = { password: PASSWORD };
    expect((await signIn(servers[0], right, "192.0.2.6")).__typename).toBe("TooManyAttempts");
    expect((await signIn(servers[0], { ...right, deviceToken }, "192.0.2.6")).__typename).toBe("SignedIn");
    expect((await signIn(servers[1], right, "203.0.113.7")).__typename).toBe("SignedIn");
  });
});
