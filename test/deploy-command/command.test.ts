import { readFile } from "node:fs/promises";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { BUCKET, createTestDeployment, ORIGIN_SECRET, type TestDeployment } from "./support/a-deployment.ts";
import { aBehavior, aDistribution } from "./support/a-distribution.ts";
import { awsVariables, clientsOf } from "./support/aws-clients.ts";
import { seedDistributionIn } from "./support/seed-distribution.ts";

const example = JSON.parse(await readFile("deploy/operator.example.json", "utf8"));
/** An operator's settings for a new distribution. */
const NEW = { ...example, account: "123456789012", allowedOrigins: ["https://dispatch.example.com"] };

let api: TestApi;
let deployment: TestDeployment;
beforeAll(async () => {
  api = await createTestApi({ originSecret: ORIGIN_SECRET, isIntrospectionOpen: false });
});
beforeEach(async () => {
  deployment = await createTestDeployment(api);
  useAws(deployment);
  deployment.setVersions("1");
  await deployment.configure(NEW);
});
afterEach(() => deployment.close());

function useAws({ aws }: TestDeployment): void {
  for (const [name, value] of Object.entries(awsVariables(aws.url, inject("dynamoEndpoint"))))
    vi.stubEnv(name, value);
}

const tasks = async () => (await deployment.cdkCalls()).map(([task]) => task);
const liveText = (name: string) => deployment.aws.s3.text(`${BUCKET}/${name}`);

describe("a deployment", () => {
  it("shows, asks, deploys, publishes, records and checks, in this order", async () => {
    const { code, said } = await deployment.run([], true);
    expect(said).toMatch(
      inOrder(
        "Built the bundles and the pages (0.0 s)",
        "Deploying dispatch-payments to account 123456789012, us-west-2.",
        "Created the template (0.0 s)",
        "Deploy this?",
        "Deployed the stack (0.0 s)",
        `Uploaded the pages to ${BUCKET} (0.0 s)`,
        "Recorded the release as releases/2026-06-14T12-01-00Z-commit1.json",
        `Checked ${deployment.front.url} from outside (0.0 s)`,
        `<script type="module" src="/payments.js"></script>`,
        `<script type="module" src="${deployment.front.url}/payments-all-`,
      ),
    );
    expect(code).toBe(0);
    expect(await tasks()).toEqual(["synth", "diff", "deploy"]);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).toMatch(/--context release=2026-06-14T12:0\d:00\.000Z-commit1( |$)/);
    expect(deployment.aws.cloudFront.invalidations).toHaveLength(1);
    expect(deployment.aws.cloudFront.invalidations[0]).toContain("/crew.html");
  });

  it("deploys the template that was shown, without another question and without telemetry", async () => {
    await deployment.run(["--yes"]);
    const [, diff = [], deploy = []] = await deployment.cdkCalls();
    for (const call of [diff, deploy]) {
      expect(call).toEqual(
        expect.arrayContaining(["--app", "cdk.out", "--no-notices", "--no-version-reporting"]),
      );
    }
    expect(deploy.join(" ")).toContain("--require-approval never");
  });

  it("does nothing if the answer is no", async () => {
    const { code, said } = await deployment.run([], false);
    expect(said).toContain("Nothing was deployed.");
    expect(code).toBe(1);
    expect(await tasks()).toEqual(["synth", "diff"]);
    expect(deployment.aws.s3.written).toEqual([]);
  });

  it("refuses before any work if nobody can be asked", async () => {
    const { code, said } = await deployment.run([]);
    expect(said).toBe("There is no terminal to ask questions on. Use --yes to continue without questions.\n");
    expect(code).toBe(2);
    expect(await tasks()).toEqual([]);
  });

  it("protects the stack after it is deployed, and keeps it protected", async () => {
    deployment.aws.stackStatus = "ROLLBACK_COMPLETE";
    await deployment.run(["--yes"]);
    expect(deployment.aws.isProtected).toBe(true);
    deployment.aws.stackStatus = "CREATE_COMPLETE";
    await deployment.run(["--yes"]);
    const synths = (await deployment.cdkCalls()).filter(([task]) => task === "synth");
    const isProtected = synths.map((call) => call.join(" ").includes("--context isProtected=true"));
    expect(isProtected).toEqual([false, true]);
  });

  it("leaves a failed stack deletable", async () => {
    await deployment.failAt("deploy");
    await deployment.run(["--yes"]);
    expect(deployment.aws.isProtected).toBe(false);
  });

  it("uploads no page if the stack is not deployed", async () => {
    await deployment.failAt("deploy");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The stack was not deployed");
    expect(code).toBe(2);
    expect(deployment.aws.s3.written).toEqual([]);
  });

  it("lists every secret that the functions could not use, without its value", async () => {
    const { secrets } = deployment.aws;
    secrets.delete("dispatch-payments-session-signing");
    secrets.set("dispatch-payments-origin-proof", "short");
    secrets.set("/dispatch-payments/admin-password-hash", "the password itself");
    secrets.set("/dispatch-payments/gmail-password", " \n");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(
      "- secrets.sessionSecret refers to secretsmanager:dispatch-payments-session-signing, which does not exist.",
    );
    expect(said).toContain("- secrets.originSecret must have at least 32 characters, but has 5.");
    expect(said).toContain("- secrets.adminPasswordHash is neither a hash");
    expect(said).toContain(
      "- secrets.gmailPassword refers to ssm:/dispatch-payments/gmail-password, which is empty.",
    );
    expect(said.match(/^- /gm)).toHaveLength(4);
    expect(said).not.toContain("the password itself");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("does not require secrets that the first deployment creates", async () => {
    deployment.aws.outputs = null;
    for (const name of ["session-signing", "origin-proof"])
      deployment.aws.secrets.delete(`dispatch-payments-${name}`);
    await deployment.run(["--yes"]);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).not.toContain("originSecretVersion");
  });

  it("passes the current version of the origin secret to the template", async () => {
    deployment.aws.secrets.set("dispatch-payments-origin-proof", "n".repeat(40));
    await deployment.run(["--yes"]);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).toContain("--context originSecretVersion=version-40");
  });

  it("prints the DNS record that a domain needs, and checks the distribution's own domain until it exists", async () => {
    await deployment.setOutputs({ HealthUrl: "http://payments.invalid/health" });
    const { code, said } = await deployment.run(["--yes"]);
    const { host } = new URL(deployment.front.url);
    expect(said).toContain(`payments.invalid. CNAME ${host}.`);
    expect(said).toContain(`Checked http://${host} from outside`);
    expect(said).toContain("On pages of http://payments.invalid, always the latest release:");
    expect(code).toBe(0);
  });

  it("mentions the rollback only if there is a previous release", async () => {
    deployment.front.answer = async () => new Response("nothing");
    const first = await deployment.run(["--yes"]);
    expect(first.said).toContain("The deployment has faults");
    expect(first.said).not.toContain("--rollback");
    expect((await deployment.run(["--yes"])).said).toContain("Run `npm run deploy -- --rollback`");
  });

  it("warns of a password hash in the operator file, without showing it", async () => {
    const adminPasswordHash = "f".repeat(64);
    await deployment.configure({ ...NEW, secrets: { ...NEW.secrets, adminPasswordHash } });
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("WARNING: secrets.adminPasswordHash in deploy/operator.json is the hash itself.");
    expect(said).toContain("It is a plain SHA-256");
    expect(said).not.toContain(adminPasswordHash);
    expect(code).toBe(0);
  });

  it("prints the bootstrap command if the CDK is not set up", async () => {
    deployment.aws.secrets.delete("/cdk-bootstrap/hnb659fds/version");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("npx --prefix deploy cdk bootstrap aws://123456789012/us-west-2");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("says what to copy if there is no operator file, and lists every fault if it is invalid", async () => {
    await deployment.configure({ ...NEW, region: "nowhere", currency: "DOLLARS" });
    const wrong = await deployment.run(["--yes"]);
    expect(wrong.code).toBe(2);
    expect(wrong.said).toMatch(/- region .*\n(.*\n)*- currency /);
    const bare = await createTestDeployment(api);
    const missing = await bare.run(["--yes"]);
    expect(missing.said).toContain("Copy deploy/operator.example.json");
    expect(missing.code).toBe(2);
    await bare.close();
  });

  it("refuses invalid credentials, and those of another account", async () => {
    deployment.aws.account = null;
    const none = await deployment.run(["--yes"]);
    expect(none.said).toContain("AWS accepts no credentials from this machine");
    deployment.aws.account = "999999999999";
    const other = await deployment.run(["--yes"]);
    expect(other.said).toContain(
      "belong to account 999999999999, but deploy/operator.json names 123456789012",
    );
    expect([none.code, other.code]).toEqual([2, 2]);
    expect(await tasks()).toEqual([]);
  });

  it("exits with a finding if a check fails, and can be rolled back", async () => {
    await deployment.run(["--yes"]);
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.url.endsWith("/graphql") ? new Response("<!doctype html>") : served(request);
    const { code, said } = await deployment.run(["--yes"]);
    expect(code).toBe(1);
    expect(said).toContain("- /graphql must answer a query with JSON");
    expect(said).toContain("Run `npm run deploy -- --rollback`");
    deployment.front.answer = served;
    expect((await deployment.run(["--rollback", "--yes"])).code).toBe(0);
  });

  it("never overwrites a tool's dispatch page at the root", async () => {
    deployment.aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    await deployment.run(["--yes"]);
    expect(liveText("index.html")).toBe("<title>Dispatch</title>");
  });

  it("reports AWS errors in sentences", async () => {
    deployment.aws.aliases.clear();
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("AWS refused with ResourceNotFoundException: No such alias.");
    expect(code).toBe(2);
  });
});

describe("a rollback", () => {
  it("restores functions, pages and caches with checks, and goes back one release each time", async () => {
    for (const version of ["1", "2", "3"]) {
      deployment.setVersions(version);
      await deployment.run(["--yes"]);
    }
    const { code, said } = await deployment.run(["--rollback"], true);
    expect(said).toMatch(
      inOrder(
        "The live release is commit3",
        "the previous one is commit2",
        "The table and the rest of the stack do not change",
        "Roll back?",
        "Rolled back to commit2",
        "from outside",
      ),
    );
    expect(code).toBe(0);
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
    await deployment.run(["--rollback", "--yes"]);
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
    const third = await deployment.run(["--rollback", "--yes"]);
    expect(third.said).toContain("is the first recorded release");
    expect(third.code).toBe(1);
  });

  it("ends with the next deployment, which makes the newest version live", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    await deployment.run(["--rollback", "--yes"]);
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain("payments-api and payments-notify had been rolled back");
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
  });

  it("survives a failed deployment: the restored version stays live", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    await deployment.run(["--rollback", "--yes"]);
    await deployment.failAt("deploy", { leaving: "2" });
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain("Restored the versions that were live before: payments-api and payments-notify.");
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
  });

  it("goes from an unfinished deployment to the last finished one", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    const { said } = await deployment.run(["--rollback"], true);
    expect(said).toContain("The live release is an unfinished deployment; the previous one is commit1");
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
  });

  it("changes nothing if the answer is no or nothing was deployed yet", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    expect((await deployment.run(["--rollback"], false)).code).toBe(1);
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
    deployment.aws.outputs = null;
    const none = await deployment.run(["--rollback", "--yes"]);
    expect(none.said).toContain("This account has no stack dispatch-payments in us-west-2");
    expect(none.code).toBe(1);
  });
});

describe("a rollback to other pages", () => {
  it("invalidates exactly these", async () => {
    await deployment.run(["--yes"]);
    // As if the first release had had other elements.
    const [first] = deployment.aws.s3.objects.get(`${BUCKET}/payments.js`) ?? [];
    if (first) first.headers["x-amz-meta-dispatch-payments"] = "of the first release";
    await deployment.run(["--yes"]);
    deployment.aws.cloudFront.invalidations.length = 0;
    const { said } = await deployment.run(["--rollback", "--yes"]);
    expect(said).toContain("Restored: payments.js");
    expect(deployment.aws.cloudFront.invalidations).toEqual([["/payments.js"]]);
  });
});

describe("a table to create", () => {
  it("is refused with both options if it exists without the stack", async () => {
    const tableName = `left-${Date.now()}`;
    await ensureTable(createDynamoClient(inject("dynamoEndpoint"), { isLocal: true }), {
      tableName,
      ttlAttribute: "expires",
    });
    await deployment.configure({ ...NEW, table: { create: { name: tableName } } });
    deployment.aws.stackStatus = "ROLLBACK_FAILED";
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(`"adopt": { "nameOrArn": "${tableName}" }`);
    const table = `--region us-west-2 --table-name ${tableName}`;
    const commands = [
      "export AWS_PAGER=",
      `aws dynamodb update-table ${table} --no-deletion-protection-enabled`,
      `aws dynamodb wait table-exists ${table}`,
      `aws dynamodb delete-table ${table}`,
    ];
    expect(said).toContain(
      commands
        .map((command) => `  ${command}\n`)
        .join("")
        .trimEnd(),
    );
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
    deployment.aws.stackStatus = "UPDATE_ROLLBACK_COMPLETE";
    expect((await deployment.run(["--yes"])).code).toBe(0);
  });
});

describe("an adopted table", () => {
  const client = createDynamoClient(inject("dynamoEndpoint"), { isLocal: true });

  it("passes its stream to the template", async () => {
    const tableName = `adopted-${Date.now()}`;
    await ensureTable(client, { tableName, ttlAttribute: "expires" });
    await deployment.configure({
      ...NEW,
      table: { adopt: { nameOrArn: tableName } },
      ttlAttribute: "expires",
    });
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The adopted table meets all requirements.");
    expect(said).toContain("It is not protected from deletion");
    expect(code).toBe(0);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).toMatch(
      new RegExp(`--context tableStreamArn=arn:aws:dynamodb:.*table/${tableName}/stream/`),
    );
  });

  it("has a placeholder for an unknown stream if AWS is not asked", async () => {
    const adopt = { nameOrArn: "scc" };
    await deployment.configure({ ...NEW, table: { adopt } });
    const { code, said } = await deployment.run(["--synth-only"]);
    expect(said).toContain("The ARN of the table's stream is unknown without AWS");
    expect(said).toContain("dispatch-payments.template.json");
    expect(code).toBe(0);
    expect(deployment.aws.calls).toEqual([]);
    const streamArn = "arn:aws:dynamodb:us-west-2:123456789012:table/scc/stream/2026-01-01T00:00:00.000";
    await deployment.configure({ ...NEW, table: { adopt: { ...adopt, streamArn } } });
    await deployment.run(["--synth-only"]);
    const [first = [], second = []] = await deployment.cdkCalls();
    expect(first.join(" ")).toContain(
      "--context tableStreamArn=arn:aws:dynamodb:us-west-2:123456789012:table/scc/stream/1970",
    );
    expect(second.join(" ")).not.toContain("--context");
  });

  it("is refused with the commands if it differs, before anything is created", async () => {
    const TableName = `differing-${Date.now()}`;
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
        AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      }),
    );
    await deployment.configure({ ...NEW, table: { adopt: { nameOrArn: TableName } } });
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(`The table "${TableName}" cannot be adopted as it is (7 differences).`);
    expect(said).toContain("aws dynamodb update-table --region us-west-2");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });
});

describe("a joined distribution", () => {
  const JOINED = {
    ...NEW,
    pages: { join: { distributionId: "E2EXAMPLE", bucketName: BUCKET, prefix: "payments/" } },
    publicBaseUrl: "https://dispatch.example.com",
  };
  const seedDistribution = (config = aDistribution([aBehavior("/api/*")])) =>
    seedDistributionIn(clientsOf(deployment.aws.url).cloudFront, { fake: deployment.aws.cloudFront, config });

  beforeEach(async () => {
    await deployment.close();
    deployment = await createTestDeployment(api, { prefix: "payments/" });
    useAws(deployment);
    deployment.setVersions("1");
    await deployment.configure(JOINED);
    await seedDistribution();
  });

  it("gets our paths and the secret, and its bucket gets our files only inside the prefix", async () => {
    deployment.aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    const { code, said } = await deployment.run(["--yes"]);
    const joined = "+ /api/g/*/payment goes to the payments API, ahead of /api/*.";
    expect(said).toMatch(inOrder("Deployed the stack", joined, "Joined the distribution E2EXAMPLE"));
    expect(said).toContain('src="/payments/payments.js"');
    expect(said).not.toContain(ORIGIN_SECRET);
    expect(code).toBe(0);
    expect(deployment.aws.cloudFront.config).toContain(
      `<HeaderName>x-origin-secret</HeaderName><HeaderValue>${ORIGIN_SECRET}</HeaderValue>`,
    );
    const paths = deployment.aws.s3.written;
    expect(paths.filter((path) => !path.startsWith(`${BUCKET}/payments/`))).toEqual([]);
    expect(paths.some((path) => path.startsWith(`${BUCKET}/payments/releases/`))).toBe(true);
    expect(paths).not.toContain(`${BUCKET}/payments/index.html`);
  });

  it("prints what joining changes before the question, and nothing if there are no changes", async () => {
    deployment.aws.outputs = null;
    const { said } = await deployment.run([], false);
    expect(said).toMatch(
      inOrder(
        "Changes to the joined distribution:",
        '+ The origin "dispatch-payments-api" at the address that the stack creates',
        "+ /api/g/*/payment goes to the payments API, ahead of /api/*.",
        "+ The errors 405, 414, 500, 502, 503, 504 are no longer cached for ten seconds, on all paths",
        "Deploy this?",
      ),
    );
  });

  it("is reported as unchanged once joined, whatever order AWS returns", async () => {
    await deployment.run(["--yes"]);
    const { cloudFront } = deployment.aws;
    const [secret, rules] = cloudFront.config.match(/<OriginCustomHeader>.*?<\/OriginCustomHeader>/gs) ?? [];
    const swapped = cloudFront.config.replace(`${secret}${rules}`, `${rules}${secret}`);
    expect(swapped).not.toBe(cloudFront.config);
    cloudFront.config = swapped;
    expect((await deployment.run([], false)).said).not.toContain("Changes to the joined distribution");
  });

  it("is refused if another stack has joined it", async () => {
    await deployment.run(["--yes"]);
    const { outputs } = deployment.aws;
    deployment.aws.outputs = { ...outputs, ApiDomain: "ours.lambda-url.us-west-2.on.aws" };
    const before = deployment.aws.cloudFront.config;
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(
      "points to payments.lambda-url.us-west-2.on.aws, which is not the API of this stack",
    );
    expect(code).toBe(1);
    expect(deployment.aws.cloudFront.config).toBe(before);
  });

  it("is refused with every fault before anything is created", async () => {
    await seedDistribution(aDistribution([aBehavior("/graphql"), aBehavior("/export.csv")]));
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The path /graphql already goes to the origin");
    expect(said).toContain("The path /export.csv already goes to the origin");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("is refused if the bucket has other files under our names", async () => {
    deployment.aws.s3.put(`${BUCKET}/payments/payments.js`, "theirs");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("files under names that this command needs, but did not upload: payments.js");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("is refused if the bucket does not exist", async () => {
    deployment.aws.s3.bucket = "another-one";
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(`The bucket ${BUCKET} does not exist. Correct "pages.join.bucketName"`);
    expect(code).toBe(2);
    expect(await tasks()).toEqual([]);
  });

  it("is unchanged after joining and leaving", async () => {
    const before = deployment.aws.cloudFront.config;
    await deployment.run(["--yes"]);
    expect(deployment.aws.cloudFront.config).not.toBe(before);
    const { code, said } = await deployment.run(["--leave"], true);
    expect(said).toContain("- /graphql no longer goes to the payments API.");
    expect(said).toContain("- The errors 405, 414, 500, 502, 503, 504 are cached for ten seconds again.");
    expect(code).toBe(0);
    expect(deployment.aws.cloudFront.config).toBe(before);
    expect((await deployment.run(["--leave"], true)).said).toContain("contains nothing of the payments");
  });

  it("prints the command that enables versions of a bucket", async () => {
    deployment.aws.s3.isVersioned = false;
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain(`aws s3api put-bucket-versioning --region us-west-2 --bucket ${BUCKET}`);
  });
});

describe("the command", () => {
  it("prints its usage", async () => {
    const { code, said } = await deployment.run(["--help"]);
    expect(said).toContain("npm run deploy -- --rollback");
    expect(code).toBe(0);
    const wrong = await deployment.run(["--back"]);
    expect(wrong.said).toContain("--back");
    expect(wrong.said).toContain("npm run deploy -- --rollback");
    expect(wrong.code).toBe(2);
    expect((await deployment.run(["--rollback", "--leave"])).said).toContain("cannot be combined");
  });
});

/** Matches a text with these parts in this order and anything in between. */
function inOrder(...parts: string[]): RegExp {
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.join("[\\s\\S]*"));
}
