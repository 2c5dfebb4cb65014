import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FOREIGN_REQUEST } from "../../server/rest/origin-secret.ts";
import { ask, HEADERS, logUntilAnswered } from "../support/lambda/callers.ts";
import { deployedBundle } from "../support/lambda/deployed-bundles.ts";
import { type Deployment, startDeployment } from "../support/lambda/deployment.ts";
import { createLambdaFunction } from "../support/lambda/lambda-function.ts";

let deployment: Deployment;
let eventId: string;

beforeAll(async () => {
  deployment = await startDeployment();
  eventId = await deployment.table.putEvent();
});

afterAll(() => deployment.stop());

const aPayment = (key: string) => ({
  eventId,
  amount: "10.00",
  patron: `Maya Rivera ${key}`,
  idempotencyKey: key,
});

const mailsOf = (key: string) =>
  deployment.smtp.mails.filter(({ text }) => text?.includes(`Maya Rivera ${key}`)).length;

describe("the built bundles under the Lambda Runtime API", () => {
  it("log a payment with the first call of a new instance, and mail it", async () => {
    await logUntilAnswered(deployment.url, aPayment("cold"));

    expect(deployment.api.instances()).toHaveLength(1);
    await expect.poll(() => mailsOf("cold")).toBe(1);
  });

  it("reuse the same instance, which was frozen between the calls", async () => {
    for (const key of ["second", "third"]) await logUntilAnswered(deployment.url, aPayment(key));

    expect(deployment.api.instances()).toHaveLength(1);
    await expect.poll(() => mailsOf("second") + mailsOf("third")).toBe(2);
  });

  it("send mail even if the mail server closed the connection while the instance was frozen", async () => {
    deployment.smtp.hangUp();
    await logUntilAnswered(deployment.url, aPayment("hung up"));

    await expect.poll(() => mailsOf("hung up")).toBe(1);
    expect(deployment.notify.instances()).toHaveLength(1);
  });

  it("start as many instances as there are concurrent calls", async () => {
    const keys = ["one", "two", "three", "four"];
    await Promise.all(keys.map((key) => logUntilAnswered(deployment.url, aPayment(key))));

    expect(deployment.api.instances().length).toBeGreaterThan(1);
    const answer = await ask(
      deployment.url,
      "query ($id: ID!) { event(id: $id) { lastSequence totalCollected { amount } } }",
      { id: eventId },
    );
    expect(answer?.data.event).toEqual({ lastSequence: 8, totalCollected: { amount: "80.00" } });
  });

  it("are refused at the Function URL without the header that the distribution adds", async () => {
    const { "x-origin-secret": _, ...headers } = HEADERS;
    const answer = await fetch(`${deployment.url}/health`, { headers });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ message: "Forbidden.", code: FOREIGN_REQUEST });
  });
});

describe("health", () => {
  const mailHealth = async () => {
    const answer = await fetch(`${deployment.url}/health`, { headers: HEADERS });
    const { findings } = (await answer.json()) as {
      findings: { check: string; state: string; detail: string }[];
    };
    return { status: answer.status, ...findings.find(({ check }) => check === "mail") };
  };

  it("is checked by the consumer, at the real mail server, because the API has no mailbox", async () => {
    expect(await mailHealth()).toMatchObject({
      status: 200,
      state: "ok",
      detail: "Signing in at the mail server succeeded.",
    });

    await deployment.smtp.close();
    expect(await mailHealth()).toMatchObject({
      status: 503,
      state: "failing",
      detail: expect.stringMatching(/^Signing in at the mail server failed: .*ECONNREFUSED/),
    });
  });
});

describe("an instance with an invalid configuration", () => {
  it("does not start, and lists every fault", async () => {
    const api = createLambdaFunction({
      bundle: deployedBundle("api"),
      env: { TIME_ZONE: "Mars/Base", ORIGIN_SECRET: "short", SESSION_SECRET: "" },
      timeoutMilliseconds: 20_000,
      maxInstances: 1,
    });
    const outcome = await api.invoke({});
    api.stop();

    const error = outcome.result === "failed" ? JSON.parse(outcome.error).errorMessage : outcome.result;
    for (const name of ["TIME_ZONE", "ORIGIN_SECRET", "SESSION_SECRET", "ADMIN_PASS_HASH"])
      expect(error).toMatch(new RegExp(`^- ${name} `, "m"));
  });
});
