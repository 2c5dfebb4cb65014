import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { readCredential } from "../../deploy/command/credential/take-credential.ts";
import type { MailCheck } from "../../server/ledger/mail-state.ts";
import { createTestApi, PASSWORD, type TestApi } from "../support/api.ts";
import { createTestTable } from "../support/table.ts";
import { createTestDeployment, ORIGIN_SECRET, type TestDeployment } from "./support/a-deployment.ts";
import { awsVariables } from "./support/aws-clients.ts";
import { keepingErrors } from "./support/front.ts";

const example = JSON.parse(await readFile("deploy/operator.example.json", "utf8"));
const OPERATOR = { ...example, account: "123456789012" };
const PAYMENT_QUESTION = "Log a payment of 1 on an event of yours";

let api: TestApi;
let mail: MailCheck;
let deployment: TestDeployment;
beforeAll(async () => {
  api = await createTestApi({
    table: await createTestTable({ hasStream: true }),
    originSecret: ORIGIN_SECRET,
    isIntrospectionOpen: false,
    checkMailbox: async () => mail,
  });
  // It runs: health compares it with that of the table.
  api.clock.now = () => new Date();
});
beforeEach(async () => {
  mail = { result: "accepted" };
  deployment = await createTestDeployment(api);
  for (const [name, value] of Object.entries(awsVariables(deployment.aws.url, inject("dynamoEndpoint"))))
    vi.stubEnv(name, value);
  deployment.setVersions("1");
  await deployment.configure(OPERATOR);
});
afterEach(() => deployment.close());

const deploysOnly = (question: string) => !question.includes(PAYMENT_QUESTION);

describe("a look with a credential", () => {
  it("asks once, without showing what is typed, and ends well", async () => {
    const { code, said } = await deployment.run([], deploysOnly, { secret: PASSWORD });
    expect(said.match(/it is not shown; Enter to skip/g)).toHaveLength(1);
    expect(said).toContain(`Asked ${deployment.front.url} with the credential (0.0 s)`);
    expect(said).not.toContain(PASSWORD);
    expect(code).toBe(0);
  });

  it("tells every finding that fails, in words, and ends with a finding", async () => {
    mail = { result: "refused", reason: "535 Not accepted" };
    hideCallers();
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain(
      "- /health says of mail: Signing in at the mail server failed: 535 Not accepted\n" +
        "- /health says of caller: The distribution does not forward CloudFront-Viewer-Address",
    );
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(1);
  });

  it("offers the way back when something fails, and the release before is there", async () => {
    await deployment.run(["--yes"]);
    hideCallers();
    const { said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("`npm run deploy -- --rollback` goes back");
  });

  it("says what health could not look at, which is no finding", async () => {
    mail = { result: "off" };
    const { code, said } = await deployment.run([], deploysOnly, { secret: PASSWORD });
    expect(said).toContain("/health says of mail: No mailbox is configured");
    expect(code).toBe(0);
  });

  it("tells that errors are kept", async () => {
    const served = deployment.front.answer;
    let isKeeping = false;
    const keeping = keepingErrors(served);
    deployment.front.answer = async (request) => {
      // A stranger's look was well: it is the answers to known callers that are kept.
      isKeeping ||= request.headers.has("authorization");
      return isKeeping ? keeping(request) : served(request);
    };
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("- /graphql is to answer a query by GET, and answers status 405");
    expect(code).toBe(1);
  });

  it("is not taken by a deployment that takes no such credential: a finding, tried once, and no word of going back", async () => {
    await deployment.run(["--yes"]);
    const tries = refusedPasswords();
    const { code, said } = await deployment.run([], true, { secret: "correct horze" });
    expect(said).toContain("does not take the credential: it is wrong, revoked or expired");
    expect(said).not.toContain("correct horze");
    expect(said).not.toContain("--rollback");
    expect(code).toBe(1);
    expect(refusedPasswords()).toBe(tries + 1);
  });

  it("is given to no deployment that fails a stranger's look", async () => {
    const served = deployment.front.answer;
    const given: (string | null)[] = [];
    deployment.front.answer = async (request) => {
      given.push(request.headers.get("authorization"));
      return request.url.endsWith("/schema.graphql") ? new Response("no") : served(request);
    };
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).not.toContain("it is not shown");
    expect(given.filter(Boolean)).toEqual([]);
    expect(code).toBe(1);
  });

  it("finds it to be a fault when an admin is told of health what strangers are", async () => {
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.url.endsWith("/health") ? Response.json({ status: "ok" }) : served(request);
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("- /health is to say what it found, and answers status 200");
    expect(code).toBe(1);
  });

  it("finds answers that are none to be a fault", async () => {
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.headers.has("authorization") ? new Response("<h1>502", { status: 502 }) : served(request);
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("/graphql is to say who is asking, and answers status 502");
    expect(code).toBe(1);
  });
});

describe("without a credential", () => {
  it.each([
    ["where nobody is there", ["--yes"], null],
    ["with --yes, also at a terminal", ["--yes"], true],
    ["when it is skipped", [], true],
  ] as const)("says plainly what was not looked at, %s", async (_name, args, answer) => {
    const { code, said } = await deployment.run([...args], answer);
    expect(said).toContain("Nothing was looked at with a credential");
    expect(said).toContain("in PAYMENTS_CREDENTIAL");
    expect(said.includes("it is not shown")).toBe(args.length === 0);
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(0);
  });
});

describe("a credential of the environment", () => {
  it("is taken out of it, so that the build and the CDK do not get it", () => {
    const environment = { PAYMENTS_CREDENTIAL: " correct horse\n", PATH: "/bin" };
    expect(readCredential(environment)).toBe("correct horse");
    expect(environment).toEqual({ PATH: "/bin" });
    expect(readCredential(environment)).toBeNull();
    expect(readCredential({ PAYMENTS_CREDENTIAL: " " })).toBeNull();
  });

  it("may be the password, and nothing is asked for", async () => {
    hideCallers();
    const { code, said } = await deployment.run(["--yes"], null, { credential: PASSWORD });
    expect(said).toContain("- /health says of caller");
    expect(said).not.toContain(PASSWORD);
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(1);
  });

  it("may be a key that reads payments: it sees whether callers are told apart, and tries no payment", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"]);
    const well = await deployment.run([], true, { credential: key });
    expect(well.said).not.toContain(PAYMENT_QUESTION);
    expect(well.code).toBe(0);
    hideCallers();
    const hidden = await deployment.run(["--yes"], null, { credential: key });
    expect(hidden.said).toContain("- /health says of caller");
    expect(hidden.said).not.toContain(key);
    expect(hidden.code).toBe(1);
  });

  it("that is a key of less says what it does not see", async () => {
    const { code, said } = await deployment.run(["--yes"], null, {
      credential: await api.makeKey(["PAYMENTS_WRITE"]),
    });
    expect(said).toContain("This key sees nothing of /health. With a key that has payments:read");
    expect(code).toBe(0);
  });

  it("may hold other letters than those of headers", async () => {
    const { code, said } = await deployment.run(["--yes"], null, { credential: "pässwörd ✓" });
    expect(said).toContain("does not take the credential");
    expect(said).not.toContain("pässwörd");
    expect(code).toBe(1);
  });

  it("that no header can hold is refused, and is not shown", async () => {
    const { code, said } = await deployment.run(["--yes"], null, { credential: "correct\nhorse" });
    expect(said).toContain("PAYMENTS_CREDENTIAL holds a line break");
    expect(said).not.toMatch(/correct|horse/);
    expect(code).toBe(1);
  });
});

/** A distribution that does not say who calls. */
function hideCallers(): void {
  const served = deployment.front.answer;
  deployment.front.answer = async (request) => {
    if (!request.url.endsWith("/health")) return served(request);
    const headers = {
      authorization: request.headers.get("authorization") ?? "",
      "x-origin-secret": ORIGIN_SECRET,
    };
    return api.fetch("/health", { headers });
  };
}

const refusedPasswords = () =>
  api.refusals.filter(({ message }) => message === "A password was refused.").length;
