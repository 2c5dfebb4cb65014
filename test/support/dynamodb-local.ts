import { spawn } from "node:child_process";
import { startDynamoDbLocal } from "./dynamodb-local-engine.ts";
import { canRun, ensureTool } from "./install-tool.ts";

/** The tests of the stores, and of the commands that are printed for the AWS CLI. */
const TESTS = ["test/server", "test/deploy-command/printed-commands"];

const JAVA = {
  name: "Java",
  isInstalled: () => canRun("java"),
  hint: " (17 or newer)",
  package: "default-jre-headless",
};
const AWS_CLI = { name: "AWS CLI", isInstalled: () => canRun("aws"), hint: "", package: "awscli" };

const noJava = ensureTool(JAVA);
const noCli = noJava === null ? ensureTool(AWS_CLI) : null;
if (noJava === null) process.exitCode = await testOnEmulator();
if (noJava !== null) warn(`no test ran on AWS's DynamoDB Local. ${noJava}`);
if (noCli !== null) warn(`the printed commands of the AWS CLI did not run. ${noCli}`);

async function testOnEmulator(): Promise<number> {
  // One database for all credentials and regions, as in the embedded engine.
  const { endpoint, stop } = await startDynamoDbLocal(["-sharedDb"]);
  try {
    const env = { ...process.env, TEST_DYNAMO_ENDPOINT: endpoint };
    const tests = spawn("vitest", ["run", ...TESTS], { stdio: "inherit", env });
    return await new Promise((resolve) => tests.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    stop();
  }
}

function warn(sentence: string): void {
  console.error(`\n*** SKIPPED: ${sentence} ***\n`);
}
