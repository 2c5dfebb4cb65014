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
const PAYMENT_QUESTION = "Log a payment of 1 on one of your events";

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
  // The real time, because health compares it with the table's timestamps.
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

describe("the checks with a credential", () => {
  it("ask for it once without showing it, and succeed", async () => {
    const { code, said } = await deployment.run([], deploysOnly, { secret: PASSWORD });
    expect(said.match(/not shown; Enter to skip/g)).toHaveLength(1);
    expect(said).toContain(`Checked ${deployment.front.url} with the credential (0.0 s)`);
    expect(said).not.toContain(PASSWORD);
    expect(code).toBe(0);
  });

  it("report every failing finding, and exit with a finding", async () => {
    mail = { result: "refused", reason: "535 Not accepted" };
    hideCallers();
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain(
      "- /health reports for mail: Signing in at the mail server failed: 535 Not accepted\n" +
        "- /health reports for caller: The distribution does not forward CloudFront-Viewer-Address",
    );
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(1);
  });

  it("offer the rollback if a check fails and there is a previous release", async () => {
    await deployment.run(["--yes"]);
    hideCallers();
    const { said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("Run `npm run deploy -- --rollback`");
  });

  it("report what health could not check, without failing", async () => {
    mail = { result: "off" };
    const { code, said } = await deployment.run([], deploysOnly, { secret: PASSWORD });
    expect(said).toContain("/health reports for mail: No mailbox is configured");
    expect(code).toBe(0);
  });

  it("report cached errors", async () => {
    const served = deployment.front.answer;
    let isKeeping = false;
    const keeping = keepingErrors(served);
    deployment.front.answer = async (request) => {
      // The anonymous checks passed: only responses to known callers are cached.
      isKeeping ||= request.headers.has("authorization");
      return isKeeping ? keeping(request) : served(request);
    };
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("- /graphql must answer a query by GET, but returned status 405");
    expect(code).toBe(1);
  });

  it("report a refused credential after one attempt, without mentioning the rollback", async () => {
    await deployment.run(["--yes"]);
    const tries = refusedPasswords();
    const { code, said } = await deployment.run([], true, { secret: "correct horze" });
    expect(said).toContain("does not accept the credential: it is wrong, revoked or expired");
    expect(said).not.toContain("correct horze");
    expect(said).not.toContain("--rollback");
    expect(code).toBe(1);
    expect(refusedPasswords()).toBe(tries + 1);
  });

  it("never send it to a deployment that failed the anonymous checks", async () => {
    const served = deployment.front.answer;
    const given: (string | null)[] = [];
    deployment.front.answer = async (request) => {
      given.push(request.headers.get("authorization"));
      return request.url.endsWith("/schema.graphql") ? new Response("no") : served(request);
    };
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).not.toContain("not shown");
    expect(given.filter(Boolean)).toEqual([]);
    expect(code).toBe(1);
  });

  it("fail if health shows an admin only what it shows anonymous callers", async () => {
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.url.endsWith("/health") ? Response.json({ status: "ok" }) : served(request);
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("- /health must return its findings, but returned status 200");
    expect(code).toBe(1);
  });

  it("fail on responses that are not JSON", async () => {
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.headers.has("authorization") ? new Response("<h1>502", { status: 502 }) : served(request);
    const { code, said } = await deployment.run([], true, { secret: PASSWORD });
    expect(said).toContain("/graphql must return the viewer, but returned status 502");
    expect(code).toBe(1);
  });
});

describe("without a credential", () => {
  it.each([
    ["if nobody can be asked", ["--yes"], null],
    ["with --yes, even at a terminal", ["--yes"], true],
    ["if it is skipped", [], true],
  ] as const)("says what was not checked, %s", async (_name, args, answer) => {
    const { code, said } = await deployment.run([...args], answer);
    expect(said).toContain("The checks with a credential were skipped");
    expect(said).toContain("Set PAYMENTS_CREDENTIAL");
    expect(said.includes("not shown")).toBe(args.length === 0);
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(0);
  });
});

describe("a credential from the environment", () => {
  it("is removed from it, so that the build and the CDK do not receive it", () => {
    const environment = { PAYMENTS_CREDENTIAL: " correct horse\n", PATH: "/bin" };
    expect(readCredential(environment)).toBe("correct horse");
    expect(environment).toEqual({ PATH: "/bin" });
    expect(readCredential(environment)).toBeNull();
    expect(readCredential({ PAYMENTS_CREDENTIAL: " " })).toBeNull();
  });

  it("can be the password, and prevents the question", async () => {
    hideCallers();
    const { code, said } = await deployment.run(["--yes"], null, { credential: PASSWORD });
    expect(said).toContain("- /health reports for caller");
    expect(said).not.toContain(PASSWORD);
    expect(said).not.toContain(PAYMENT_QUESTION);
    expect(code).toBe(1);
  });

  it("can be a key that reads payments: it checks whether callers are distinguished, and logs no payment", async () => {
    const key = await api.makeKey(["PAYMENTS_READ"]);
    const well = await deployment.run([], true, { credential: key });
    expect(well.said).not.toContain(PAYMENT_QUESTION);
    expect(well.code).toBe(0);
    hideCallers();
    const hidden = await deployment.run(["--yes"], null, { credential: key });
    expect(hidden.said).toContain("- /health reports for caller");
    expect(hidden.said).not.toContain(key);
    expect(hidden.code).toBe(1);
  });

  it("reports what a key with fewer scopes cannot check", async () => {
    const { code, said } = await deployment.run(["--yes"], null, {
      credential: await api.makeKey(["PAYMENTS_WRITE"]),
    });
    expect(said).toContain("This key may not read the findings of /health.");
    expect(code).toBe(0);
  });

  it("can contain characters outside Latin-1", async () => {
    const { code, said } = await deployment.run(["--yes"], null, { credential: "pässwörd ✓" });
    expect(said).toContain("does not accept the credential");
    expect(said).not.toContain("pässwörd");
    expect(code).toBe(1);
  });

  it("is refused without being shown if it contains control characters", async () => {
    const { code, said } = await deployment.run(["--yes"], null, { credential: "correct\nhorse" });
    expect(said).toContain("PAYMENTS_CREDENTIAL contains a line break");
    expect(said).not.toMatch(/correct|horse/);
    expect(code).toBe(1);
  });
});

/** Makes the distribution hide the caller's address. */
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
