import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAwsClients } from "../../../deploy/command/aws-clients.ts";
import type { CommandParts } from "../../../deploy/command/command-parts.ts";
import { createNarrator } from "../../../deploy/command/narrator.ts";
import { runCommand } from "../../../deploy/command/run-command.ts";
import type { TestApi } from "../../support/api.ts";
import { createFakeAws, type FakeAws } from "./fake-aws/fake-aws.ts";
import { distributionOf, type Front, functionUrlOf, startFront } from "./front.ts";
import { runStandInCdk } from "./stand-in-cdk.ts";

/** The bucket and the secret header of every test deployment. */
export const BUCKET = "pages-of-payments";
export const ORIGIN_SECRET = "o".repeat(64);

/** The secrets that the operator of the example has stored, those that the stack creates, and the CDK's bootstrap parameter. */
const SECRETS = {
  origin: ORIGIN_SECRET,
  "dispatch-payments-session-signing": "s".repeat(64),
  "dispatch-payments-origin-proof": ORIGIN_SECRET,
  "/dispatch-payments/admin-password-hash": "0".repeat(64),
  "/dispatch-payments/gmail-password": "an app password",
  "/cdk-bootstrap/hnb659fds/version": "27",
};

/** Input of a run besides its flags. */
interface Given {
  /** The answers typed at the terminal; empty by default. */
  secret?: string;
  text?: string;
  /** The credential in the environment. */
  credential?: string;
}

/** The answer at the terminal to a question, or to every one. */
type Saying = boolean | ((question: string) => boolean);

/** The result of one run of the command. */
interface Run {
  code: number;
  /** All output. */
  said: string;
}

/** A machine to deploy from, AWS as a stand-in, and a distribution that serves the uploaded files. */
export interface TestDeployment {
  aws: FakeAws;
  front: Front;
  /** Runs the command; `answer` is the answer at the terminal, null if nobody is there. */
  run(args: string[], answer?: Saying | null, given?: Given): Promise<Run>;
  /** Writes `operator.json`. */
  configure(values: Record<string, unknown>): Promise<void>;
  /** Makes one of the CDK's commands fail, and CloudFormation leave both aliases at a version. */
  failAt(task: string, left?: { leaving: string | null }): Promise<void>;
  /** Changes the stack's outputs. */
  setOutputs(values: Record<string, string>): Promise<void>;
  /** The calls of the CDK's command line. */
  cdkCalls(): Promise<string[][]>;
  /** Sets the newest version of both functions, as CloudFormation would. */
  setVersions(version: string): void;
  close(): Promise<void>;
}

/** Prepares a deployment of this API. `prefix` is the folder of its pages in the distribution. */
export async function createTestDeployment(api: TestApi, { prefix = "" } = {}): Promise<TestDeployment> {
  const folder = await mkdtemp(join(tmpdir(), "payments-deployment-"));
  const aws = await createFakeAws();
  const find = (path: string) => aws.s3.objects.get(`${BUCKET}${path}`)?.at(-1) ?? null;
  const front = await startFront(distributionOf(api, { find, secret: ORIGIN_SECRET }));
  const functionUrl = await startFront(functionUrlOf(api));
  const outputs = outputsOf({ front, functionUrl, prefix });
  const plan = {
    outputs: { "dispatch-payments": outputs },
    failing: null as string | null,
    leaving: null as string | null,
  };
  const writePlan = () => writeFile(join(folder, "plan.json"), JSON.stringify(plan));
  await mkdir(folder, { recursive: true });
  await writePlan();
  aws.outputs = outputs;
  for (const [name, value] of Object.entries(SECRETS)) aws.secrets.set(name, value);
  let minutes = 0;
  return {
    aws,
    front,
    async run(args, answer = null, given = {}) {
      let said = "";
      const write = (text: string) => {
        said += text;
      };
      minutes += 1;
      const now = new Date(Date.UTC(2026, 5, 14, 12, minutes));
      const parts = partsOf(folder, { write, answer, given, now });
      return { code: await runCommand(args, parts), said };
    },
    configure: (values) => writeFile(join(folder, "operator.json"), JSON.stringify(values)),
    async failAt(task, { leaving } = { leaving: null }) {
      Object.assign(plan, { failing: task, leaving });
      await writePlan();
    },
    async setOutputs(values) {
      Object.assign(outputs, values);
      await writePlan();
    },
    async cdkCalls() {
      const lines = await readFile(join(folder, "calls.jsonl"), "utf8").catch(() => "");
      return lines
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string[]);
    },
    setVersions(version) {
      for (const name of ["payments-api", "payments-notify"]) aws.aliases.set(`${name}/live`, version);
    },
    async close() {
      await Promise.all([aws.close(), front.close(), functionUrl.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function outputsOf(made: { front: Front; functionUrl: Front; prefix: string }): Record<string, string> {
  return {
    ApiUrl: `${made.functionUrl.url}/`,
    ApiDomain: "payments.lambda-url.us-west-2.on.aws",
    HealthUrl: `${made.front.url}/${made.prefix ? "payments-health" : "health"}`,
    SiteUrl: made.front.url,
    PagesBucket: BUCKET,
    PagesPrefix: made.prefix || "/",
    DistributionId: "E2EXAMPLE",
    DistributionDomain: new URL(made.front.url).host,
    ApiFunction: "payments-api",
    NotifyFunction: "payments-notify",
    ApiAlias: "live",
    NotifyAlias: "live",
    TableName: "scc",
    FailedBatchesQueueUrl: "https://sqs.us-west-2.amazonaws.com/123456789012/failed",
    OriginSecretReference: "secretsmanager:origin",
    Footing: "table scc, secrets 0, legacyWriter false",
    AlarmTopicArn: "arn:aws:sns:us-west-2:123456789012:alarms",
  };
}

function partsOf(
  folder: string,
  {
    write,
    answer,
    given,
    now,
  }: { write(text: string): void; answer: Saying | null; given: Given; now: Date },
): CommandParts {
  const ask = async <Value>(question: string, value: Value): Promise<Value> => {
    write(`${question}\n`);
    return value;
  };
  const isThere = answer !== null;
  return {
    deployFolder: folder,
    cdk: { run: runStandInCdk, folder, app: "node app.ts" },
    built: { clientFolder: "dist/client", cdnFolder: "dist/cdn" },
    narrator: createNarrator({ write, writeError: write, monotonicMilliseconds: () => 0 }),
    // The tests use files that were built before.
    build: async () => undefined,
    connect: createAwsClients,
    ask: isThere
      ? (question) => ask(question, typeof answer === "boolean" ? answer : answer(question))
      : null,
    askText: isThere ? (question) => ask(question, given.text ?? "") : null,
    askSecret: isThere ? (question) => ask(question, given.secret ?? "") : null,
    credential: given.credential ?? null,
    readCommit: async () => `commit${now.getUTCMinutes()}`,
    isKnownDomain: async (domain) => !domain.endsWith(".invalid"),
    now: () => now,
    patience: { maxMilliseconds: 0, pauseMilliseconds: 1 },
  };
}
