import { execFile } from "node:child_process";
import { lookup } from "node:dns/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createAwsClients } from "./aws-clients.ts";
import { readCredential } from "./credential/take-credential.ts";
import { createNarrator } from "./narrator.ts";
import { runCommand } from "./run-command.ts";
import { runProgram } from "./run-program.ts";
import { createTerminal } from "./terminal.ts";

const run = promisify(execFile);

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const root = pathOf("../..");
const deployFolder = pathOf("..");

const isAttended = process.stdin.isTTY && process.stdout.isTTY;
const terminal = isAttended ? createTerminal({ input: process.stdin, output: process.stdout }) : null;

process.exitCode = await runCommand(process.argv.slice(2), {
  deployFolder,
  cdk: {
    run: (args, options) =>
      runProgram([process.execPath, pathOf("../node_modules/aws-cdk/bin/cdk")], args, options),
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
    // Generated files may be older than a schema that was just pulled.
    for (const script of ["codegen", "build"])
      await runProgram(["npm", "run", script, "--silent"], [], { cwd: root });
  },
  connect: createAwsClients,
  ask: terminal?.ask ?? null,
  askText: terminal?.askText ?? null,
  askSecret: terminal?.askSecret ?? null,
  credential: readCredential(process.env),
  readCommit,
  isKnownDomain,
  now: () => new Date(),
});

/** Resolves like every program on this machine. */
async function isKnownDomain(domain: string): Promise<boolean> {
  try {
    await lookup(domain);
    return true;
  } catch {
    return false;
  }
}

/** The deployed files may include uncommitted changes. */
async function readCommit(): Promise<string> {
  const git = async (...args: string[]) => (await run("git", args, { cwd: root })).stdout.trim();
  try {
    const commit = await git("rev-parse", "--short=12", "HEAD");
    return (await git("status", "--porcelain")) === "" ? commit : `${commit}-changed`;
  } catch {
    return "unknown";
  }
}
