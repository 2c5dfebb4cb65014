import { readFile } from "node:fs/promises";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createDynamoClient } from "../../server/table/client.ts";
import { ensureTable } from "../../server/table/create-table.ts";
import { createTestApi, type TestApi } from "../support/api.ts";
import { BUCKET, createTestDeployment, ORIGIN_SECRET, type TestDeployment } from "./support/a-deployment.ts";
import { aBehavior, aDistribution } from "./support/a-distribution.ts";
import { awsVariables, clientsOf } from "./support/aws-clients.ts";
import { layDistribution } from "./support/lay-distribution.ts";

const example = JSON.parse(await readFile("deploy/operator.example.json", "utf8"));
/** What an operator decides who has a distribution made. */
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
  it("shows, asks, deploys, publishes, records and looks, in this order", async () => {
    const { code, said } = await deployment.run([], true);
    expect(said).toMatch(
      inOrder(
        "Built the bundles and the pages (0.0 s)",
        "Deploying dispatch-payments to account 123456789012, us-west-2.",
        "Made the template (0.0 s)",
        "Deploy this?",
        "Deployed the stack (0.0 s)",
        `Put the pages into ${BUCKET} (0.0 s)`,
        "Recorded the release as releases/2026-06-14T12-01-00Z-commit1.json",
        `Asked ${deployment.front.url} from outside (0.0 s)`,
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

  it("deploys the template that was shown, without asking again and without telling anybody", async () => {
    await deployment.run(["--yes"]);
    const [, diff = [], deploy = []] = await deployment.cdkCalls();
    for (const call of [diff, deploy]) {
      expect(call).toEqual(
        expect.arrayContaining(["--app", "cdk.out", "--no-notices", "--no-version-reporting"]),
      );
    }
    expect(deploy.join(" ")).toContain("--require-approval never");
  });

  it("does nothing when the answer is no", async () => {
    const { code, said } = await deployment.run([], false);
    expect(said).toContain("Nothing was deployed.");
    expect(code).toBe(1);
    expect(await tasks()).toEqual(["synth", "diff"]);
    expect(deployment.aws.s3.written).toEqual([]);
  });

  it("refuses before any work where nobody is there to be asked", async () => {
    const { code, said } = await deployment.run([]);
    expect(said).toBe("There is no terminal to ask on. Give --yes to go ahead without being asked.\n");
    expect(code).toBe(2);
    expect(await tasks()).toEqual([]);
  });

  it("protects the stack once it is there, and keeps it so from then on", async () => {
    deployment.aws.stackStatus = "ROLLBACK_COMPLETE";
    await deployment.run(["--yes"]);
    expect(deployment.aws.isProtected).toBe(true);
    deployment.aws.stackStatus = "CREATE_COMPLETE";
    await deployment.run(["--yes"]);
    const synths = (await deployment.cdkCalls()).filter(([task]) => task === "synth");
    const isProtected = synths.map((call) => call.join(" ").includes("--context isProtected=true"));
    expect(isProtected).toEqual([false, true]);
  });

  it("leaves a stack that could not be made so that it can be deleted", async () => {
    await deployment.failAt("deploy");
    await deployment.run(["--yes"]);
    expect(deployment.aws.isProtected).toBe(false);
  });

  it("puts no page anywhere when the stack is not deployed", async () => {
    await deployment.failAt("deploy");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The stack was not deployed");
    expect(code).toBe(2);
    expect(deployment.aws.s3.written).toEqual([]);
  });

  it("refuses secrets that the functions could not use, every one at once, and says none", async () => {
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

  it("asks for no secret that the first deployment will make", async () => {
    deployment.aws.outputs = null;
    for (const name of ["session-signing", "origin-proof"])
      deployment.aws.secrets.delete(`dispatch-payments-${name}`);
    await deployment.run(["--yes"]);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).not.toContain("originSecretVersion");
  });

  it("carries the current version of the origin's secret into the distribution", async () => {
    deployment.aws.secrets.set("dispatch-payments-origin-proof", "n".repeat(40));
    await deployment.run(["--yes"]);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).toContain("--context originSecretVersion=version-40");
  });

  it("tells which record a domain needs, and looks under the distribution's own as long as there is none", async () => {
    await deployment.setOutputs({ HealthUrl: "http://payments.invalid/health" });
    const { code, said } = await deployment.run(["--yes"]);
    const { host } = new URL(deployment.front.url);
    expect(said).toContain(`payments.invalid. CNAME ${host}.`);
    expect(said).toContain(`Asked http://${host} from outside`);
    expect(said).toContain("On pages of http://payments.invalid, following every release:");
    expect(code).toBe(0);
  });

  it("speaks of going back only where there is something to go back to", async () => {
    deployment.front.answer = async () => new Response("nothing");
    const first = await deployment.run(["--yes"]);
    expect(first.said).toContain("It does not answer as it should");
    expect(first.said).not.toContain("--rollback");
    expect((await deployment.run(["--yes"])).said).toContain("`npm run deploy -- --rollback` goes back");
  });

  it("warns of a password's hash that stands in the file itself, and does not say it", async () => {
    const adminPasswordHash = "f".repeat(64);
    await deployment.configure({ ...NEW, secrets: { ...NEW.secrets, adminPasswordHash } });
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("WARNING: secrets.adminPasswordHash in deploy/operator.json is the hash itself.");
    expect(said).toContain("It is a plain SHA-256");
    expect(said).not.toContain(adminPasswordHash);
    expect(code).toBe(0);
  });

  it("says how the CDK is set up where it never was", async () => {
    deployment.aws.secrets.delete("/cdk-bootstrap/hnb659fds/version");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("npx --prefix deploy cdk bootstrap aws://123456789012/us-west-2");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("says what to copy when there are no operator's values, and every fault when they are wrong", async () => {
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

  it("refuses credentials that do not work, and those of another account", async () => {
    deployment.aws.account = null;
    const none = await deployment.run(["--yes"]);
    expect(none.said).toContain("AWS takes no credentials of this machine");
    deployment.aws.account = "999999999999";
    const other = await deployment.run(["--yes"]);
    expect(other.said).toContain("those of account 999999999999; deploy/operator.json names 123456789012");
    expect([none.code, other.code]).toEqual([2, 2]);
    expect(await tasks()).toEqual([]);
  });

  it("ends with a finding when the deployment does not answer as it should, and can be left", async () => {
    await deployment.run(["--yes"]);
    const served = deployment.front.answer;
    deployment.front.answer = async (request) =>
      request.url.endsWith("/graphql") ? new Response("<!doctype html>") : served(request);
    const { code, said } = await deployment.run(["--yes"]);
    expect(code).toBe(1);
    expect(said).toContain("- /graphql is to answer a query in JSON");
    expect(said).toContain("`npm run deploy -- --rollback` goes back");
    deployment.front.answer = served;
    expect((await deployment.run(["--rollback", "--yes"])).code).toBe(0);
  });

  it("never overwrites the dispatch page that a tool has put at the root", async () => {
    deployment.aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    await deployment.run(["--yes"]);
    expect(liveText("index.html")).toBe("<title>Dispatch</title>");
  });

  it("tells in sentences what AWS refuses", async () => {
    deployment.aws.aliases.clear();
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("AWS refused with ResourceNotFoundException: No such alias.");
    expect(code).toBe(2);
  });
});

describe("going back", () => {
  it("is one command: functions, pages, caches and a look, and twice goes back twice", async () => {
    for (const version of ["1", "2", "3"]) {
      deployment.setVersions(version);
      await deployment.run(["--yes"]);
    }
    const { code, said } = await deployment.run(["--rollback"], true);
    expect(said).toMatch(
      inOrder(
        "Live is commit3",
        "the release before is commit2",
        "The table and the rest of the stack stay as they are",
        "Go back?",
        "Went back to commit2",
        "from outside",
      ),
    );
    expect(code).toBe(0);
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
    await deployment.run(["--rollback", "--yes"]);
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
    const third = await deployment.run(["--rollback", "--yes"]);
    expect(third.said).toContain("is the first release that was recorded");
    expect(third.code).toBe(1);
  });

  it("is followed by a deployment that makes the newest version live again", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    await deployment.run(["--rollback", "--yes"]);
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain("payments-api and payments-notify had been taken back");
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
  });

  it("outlasts a deployment that fails: what it went back to is live again", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    await deployment.run(["--rollback", "--yes"]);
    await deployment.failAt("deploy", { leaving: "2" });
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain("What was live before is live again: payments-api and payments-notify.");
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
  });

  it("leads from a deployment that did not end to the last one that did", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    const { said } = await deployment.run(["--rollback"], true);
    expect(said).toContain("Live is a deployment that did not end; the release before is commit1");
    expect([...deployment.aws.aliases.values()]).toEqual(["1", "1"]);
  });

  it("changes nothing when the answer is no, or nothing was deployed yet", async () => {
    await deployment.run(["--yes"]);
    deployment.setVersions("2");
    await deployment.run(["--yes"]);
    expect((await deployment.run(["--rollback"], false)).code).toBe(1);
    expect([...deployment.aws.aliases.values()]).toEqual(["2", "2"]);
    deployment.aws.outputs = null;
    const none = await deployment.run(["--rollback", "--yes"]);
    expect(none.said).toContain("There is no stack dispatch-payments in us-west-2");
    expect(none.code).toBe(1);
  });
});

describe("going back to other pages", () => {
  it("has the distribution fetch exactly these anew", async () => {
    await deployment.run(["--yes"]);
    // As if the first release had been made of other elements.
    const [first] = deployment.aws.s3.objects.get(`${BUCKET}/payments.js`) ?? [];
    if (first) first.headers["x-amz-meta-dispatch-payments"] = "of the first release";
    await deployment.run(["--yes"]);
    deployment.aws.cloudFront.invalidations.length = 0;
    const { said } = await deployment.run(["--rollback", "--yes"]);
    expect(said).toContain("Brought back: payments.js");
    expect(deployment.aws.cloudFront.invalidations).toEqual([["/payments.js"]]);
  });
});

describe("a table that is to be made", () => {
  it("and is there already, while the stack never was, is refused with both ways out", async () => {
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

  it("that fits hands its stream to the template", async () => {
    const tableName = `adopted-${Date.now()}`;
    await ensureTable(client, { tableName, ttlAttribute: "expires" });
    await deployment.configure({
      ...NEW,
      table: { adopt: { nameOrArn: tableName } },
      ttlAttribute: "expires",
    });
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The adopted table is as the payments need it.");
    expect(said).toContain("It is not protected from deletion");
    expect(code).toBe(0);
    const [synth = []] = await deployment.cdkCalls();
    expect(synth.join(" ")).toMatch(
      new RegExp(`--context tableStreamArn=arn:aws:dynamodb:.*table/${tableName}/stream/`),
    );
  });

  it("whose stream is not known has a stand-in where AWS is not asked", async () => {
    const adopt = { nameOrArn: "scc" };
    await deployment.configure({ ...NEW, table: { adopt } });
    const { code, said } = await deployment.run(["--synth-only"]);
    expect(said).toContain("AWS was not asked for the table's stream");
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

  it("that differs is refused with the commands, before anything is made", async () => {
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
    expect(said).toContain(`The table "${TableName}" cannot be adopted as it is (6 differences).`);
    expect(said).toContain("aws dynamodb update-table --region us-west-2");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });
});

describe("a distribution that is joined", () => {
  const JOINED = {
    ...NEW,
    pages: { join: { distributionId: "E2EXAMPLE", bucketName: BUCKET, prefix: "payments/" } },
    publicBaseUrl: "https://dispatch.example.com",
  };
  const lay = (config = aDistribution([aBehavior("/api/*")])) =>
    layDistribution(clientsOf(deployment.aws.url).cloudFront, { fake: deployment.aws.cloudFront, config });

  beforeEach(async () => {
    await deployment.close();
    deployment = await createTestDeployment(api, { prefix: "payments/" });
    useAws(deployment);
    deployment.setVersions("1");
    await deployment.configure(JOINED);
    await lay();
  });

  it("gets our paths and the secret, and its bucket our files below the prefix alone", async () => {
    deployment.aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    const { code, said } = await deployment.run(["--yes"]);
    const joined = "+ /api/g/*/payment goes to the payments, looked at before /api/*.";
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

  it("is shown what joining changes before the question, and nothing where it changes nothing", async () => {
    deployment.aws.outputs = null;
    const { said } = await deployment.run([], false);
    expect(said).toMatch(
      inOrder(
        "The distribution that is joined is changed like this:",
        '+ The origin "dispatch-payments-api" at the address that the stack makes',
        "+ /api/g/*/payment goes to the payments, looked at before /api/*.",
        "+ The errors 405, 414, 500, 502, 503, 504 are no longer kept for ten seconds, on all paths",
        "Deploy this?",
      ),
    );
  });

  it("is not said to change once it is joined, in whatever order AWS tells of it", async () => {
    await deployment.run(["--yes"]);
    const { cloudFront } = deployment.aws;
    const [secret, rules] = cloudFront.config.match(/<OriginCustomHeader>.*?<\/OriginCustomHeader>/gs) ?? [];
    const swapped = cloudFront.config.replace(`${secret}${rules}`, `${rules}${secret}`);
    expect(swapped).not.toBe(cloudFront.config);
    cloudFront.config = swapped;
    expect((await deployment.run([], false)).said).not.toContain("is changed like this");
  });

  it("is refused when the payments of another stack have joined it", async () => {
    await deployment.run(["--yes"]);
    const { outputs } = deployment.aws;
    deployment.aws.outputs = { ...outputs, ApiDomain: "ours.lambda-url.us-west-2.on.aws" };
    const before = deployment.aws.cloudFront.config;
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(
      "leads to payments.lambda-url.us-west-2.on.aws, which is not the API of this stack",
    );
    expect(code).toBe(1);
    expect(deployment.aws.cloudFront.config).toBe(before);
  });

  it("is refused with every fault before anything is made", async () => {
    await lay(aDistribution([aBehavior("/graphql"), aBehavior("/export.csv")]));
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain("The path /graphql goes to the origin");
    expect(said).toContain("The path /export.csv goes to the origin");
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("is refused when the bucket has files of somebody else under our names", async () => {
    deployment.aws.s3.put(`${BUCKET}/payments/payments.js`, "theirs");
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(
      "files that this command did not put there, under names that it needs: payments.js",
    );
    expect(code).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  it("is refused when there is no such bucket", async () => {
    deployment.aws.s3.bucket = "another-one";
    const { code, said } = await deployment.run(["--yes"]);
    expect(said).toContain(`There is no bucket ${BUCKET}: correct "pages.join.bucketName"`);
    expect(code).toBe(2);
    expect(await tasks()).toEqual([]);
  });

  it("is left as it was before", async () => {
    const before = deployment.aws.cloudFront.config;
    await deployment.run(["--yes"]);
    expect(deployment.aws.cloudFront.config).not.toBe(before);
    const { code, said } = await deployment.run(["--leave"], true);
    expect(said).toContain("- /graphql is no longer sent to the payments.");
    expect(said).toContain("- The errors 405, 414, 500, 502, 503, 504 are kept for ten seconds again.");
    expect(code).toBe(0);
    expect(deployment.aws.cloudFront.config).toBe(before);
    expect((await deployment.run(["--leave"], true)).said).toContain("has nothing of the payments");
  });

  it("says how a bucket without versions is made to keep them", async () => {
    deployment.aws.s3.isVersioned = false;
    const { said } = await deployment.run(["--yes"]);
    expect(said).toContain(`aws s3api put-bucket-versioning --region us-west-2 --bucket ${BUCKET}`);
  });
});

describe("the command", () => {
  it("says how it is called", async () => {
    const { code, said } = await deployment.run(["--help"]);
    expect(said).toContain("npm run deploy -- --rollback");
    expect(code).toBe(0);
    const wrong = await deployment.run(["--back"]);
    expect(wrong.said).toContain("--back");
    expect(wrong.said).toContain("npm run deploy -- --rollback");
    expect(wrong.code).toBe(2);
    expect((await deployment.run(["--rollback", "--leave"])).said).toContain("do not go together");
  });
});

/** Matches a text in which these stand in this order, whatever is between them. */
function inOrder(...parts: string[]): RegExp {
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.join("[\\s\\S]*"));
}
