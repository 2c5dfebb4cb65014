import { afterEach, describe, expect, it } from "vitest";
import { sha256 } from "../../server/values/digest.ts";
import { type AwsService, startParameterStore, startSilentService } from "../support/lambda/aws-services.ts";
import { deployedBundle } from "../support/lambda/deployed-bundles.ts";
import { createLambdaFunction } from "../support/lambda/lambda-function.ts";
import { aFunctionUrlEvent } from "../support/lambda-events.ts";

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Starts a function with an environment (the API by default), calls it once, and returns the result. */
async function startWith(
  env: Record<string, string>,
  store?: AwsService,
  headers: Record<string, string> = {},
  bundle: "api" | "notify" = "api",
) {
  const api = createLambdaFunction({
    bundle: deployedBundle(bundle),
    env: { AWS_ENDPOINT_URL_SSM: store?.url ?? "http://127.0.0.1:9", ...env },
    timeoutMilliseconds: 20_000,
    maxInstances: 1,
  });
  stops.push(api.stop);
  if (store) stops.push(store.close);
  const outcome = await api.invoke(
    aFunctionUrlEvent({
      path: "/graphql",
      headers: { "content-type": "application/json", ...headers },
      body: VIEWER,
    }),
  );
  if (outcome.result === "answered")
    return { answer: JSON.parse(outcome.payload), log: api.instances()[0]?.log() };
  return {
    error: outcome.result === "failed" ? (JSON.parse(outcome.error).errorMessage as string) : outcome.result,
  };
}

const VIEWER = JSON.stringify({ query: "{ viewer { kind } }" });

describe("secrets by reference", () => {
  it("are read decrypted, in one request, from the Parameter Store and the Secrets Manager", async () => {
    const asked: { Names: string[]; WithDecryption: boolean }[] = [];
    const store = await startParameterStore(
      {
        "/payments/session-secret": `${"s".repeat(48)}\n`,
        "/aws/reference/secretsmanager/payments/origin": JSON.stringify({ header: "o".repeat(48) }),
        "/aws/reference/secretsmanager/payments-hash": "a".repeat(64),
      },
      asked,
    );
    const { answer } = await startWith(
      {
        SESSION_SECRET: "ssm:/payments/session-secret",
        ORIGIN_SECRET: "secretsmanager:payments/origin#header",
        ADMIN_PASS_HASH:
          "secretsmanager:arn:aws:secretsmanager:us-west-2:123456789012:secret:payments-hash-AbC123",
      },
      store,
      { "x-origin-secret": "o".repeat(48) },
    );

    expect(answer).toMatchObject({
      statusCode: 200,
      body: JSON.stringify({ data: { viewer: { kind: "ANONYMOUS" } } }),
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.WithDecryption).toBe(true);
  });

  it("are replaced by their value: a request with the reference instead of the secret is refused", async () => {
    const store = await startParameterStore({ "/origin": "o".repeat(48) });
    const env = {
      SESSION_SECRET: "s".repeat(48),
      ADMIN_PASS_HASH: sha256("harbor"),
      ORIGIN_SECRET: "ssm:/origin",
    };

    expect((await startWith(env, store, { "x-origin-secret": "ssm:/origin" })).answer.statusCode).toBe(403);
  });

  it("are distinguished from plain values, which need no service", async () => {
    const { answer } = await startWith({ SESSION_SECRET: "s".repeat(48), ADMIN_PASS_HASH: sha256("harbor") });

    expect(answer.statusCode).toBe(200);
  });

  it("are all reported, with every other fault, if they are missing, malformed or too short", async () => {
    const parameters = {
      "/short": "short",
      "/not-json": "s".repeat(48),
      "/blank": JSON.stringify({ url: " \n" }),
    };
    const store = await startParameterStore(parameters);
    const { error } = await startWith(
      {
        SESSION_SECRET: "ssm:/short",
        ADMIN_PASS_HASH: "ssm:/missing",
        ORIGIN_SECRET: "ssm:/not-json#header",
        SMTP_URL: "ssm:/blank#url",
        CURRENCY: "XYZ",
      },
      store,
    );

    expect(error).toMatch(/^- SESSION_SECRET must have at least 32 characters, but has 5/m);
    expect(error).toMatch(/^- ADMIN_PASS_HASH refers to ssm:\/missing, which does not exist\.$/m);
    expect(error).toMatch(
      /^- ORIGIN_SECRET refers to ssm:\/not-json#header, which is not a JSON object with a text "header"\.$/m,
    );
    expect(error).toMatch(/^- SMTP_URL refers to ssm:\/blank#url, which is empty\.$/m);
    expect(error).toMatch(/^- CURRENCY /m);
    expect(error).not.toContain("ssss");
  });

  it("are reported as one fault if they cannot be read", async () => {
    const { error } = await startWith({ SESSION_SECRET: "ssm:/any", ADMIN_PASS_HASH: sha256("harbor") });

    expect(error).toMatch(/^- The secrets could not be read: .+/m);
  });

  it("end the start with a message if the store does not answer, before Lambda ends it without one", async () => {
    const store = await startSilentService();
    const env = { SESSION_SECRET: "ssm:/any", SMTP_URL: "ssm:/any", ADMIN_PASS_HASH: sha256("harbor") };
    const errors = await Promise.all(
      (["api", "notify"] as const).map(async (bundle) => (await startWith(env, store, {}, bundle)).error),
    );

    for (const error of errors)
      expect(error).toMatch(
        /^- The secrets could not be read: The Parameter Store did not answer within 6 seconds\.$/m,
      );
  });
});
