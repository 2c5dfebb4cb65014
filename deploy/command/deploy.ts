import { execFile } from "node:child_process";
import { lookup } from "node:dns/promises";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createAwsClients } from "./aws-clients.ts";
import { createNarrator } from "./narrator.ts";
import { runCommand } from "./run-command.ts";
import { runProgram } from "./run-program.ts";

const run = promisify(execFile);

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const root = pathOf("../..");
const deployFolder = pathOf("..");

process.exitCode = await runCommand(process.argv.slice(2), {
  deployFolder,
  cdk: {
    program: [process.execPath, pathOf("../node_modules/aws-cdk/bin/cdk")],
    folder: deployFolder,
    app: "../node_modules/.bin/node app.ts",
  },
  built: { clientFolder: pathOf("../../dist/client"), cdnFolder: pathOf("../../dist/cdn") },
  narrator: createNarrator({
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    monotonicMilliseconds: () => performance.now(),
  }),
  async build() {
    // What is generated from the schema may be older than a schema that was just pulled.
    for (const script of ["codegen", "build"])
      await runProgram(["npm", "run", script, "--silent"], [], { cwd: root });
  },
  connect: createAwsClients,
  ask: process.stdin.isTTY && process.stdout.isTTY ? askOnTerminal : null,
  readCommit,
  isKnownDomain,
  now: () => new Date(),
});

/** Asks as every program of this machine does. */
async function isKnownDomain(domain: string): Promise<boolean> {
  try {
    await lookup(domain);
    return true;
  } catch {
    return false;
  }
}

/** Whoever leaves by Ctrl-C or Ctrl-D has not said yes. */
async function askOnTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
    console.log();
    return false;
  } finally {
    terminal.close();
  }
}

/** What is deployed can also be files that nobody has committed. */
async function readCommit(): Promise<string> {
  const git = async (...args: string[]) => (await run("git", args, { cwd: root })).stdout.trim();
  try {
    const commit = await git("rev-parse", "--short=12", "HEAD");
    return (await git("status", "--porcelain")) === "" ? commit : `${commit}-changed`;
  } catch {
    return "unknown";
  }
}
