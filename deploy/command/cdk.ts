import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { DeployError } from "./deploy-error.ts";
import type { RunOptions } from "./run-program.ts";

/** The CDK's command line and its working folder. */
export interface Cdk {
  /** Runs it to its end. Throws a `DeployError` when it fails. */
  run(args: readonly string[], options: RunOptions): Promise<void>;
  /** The folder with `cdk.json`. */
  folder: string;
  /** The command that runs the app, as a shell in that folder would; the path of the operator file is appended. */
  app: string;
}

/** Where the template and its assets are written, inside the CDK's folder. */
export const TEMPLATE_FOLDER = "cdk.out";

const QUIET = ["--no-notices", "--no-version-reporting"];

const ENVIRONMENT = { CDK_DISABLE_CLI_TELEMETRY: "true" };

/** Creates the template from the operator file. Needs neither an account nor the network. */
export async function synth(
  { run, folder, app }: Cdk,
  given: { operatorFile: string; context: Readonly<Record<string, string>> },
): Promise<void> {
  // A relative path needs no quotes, which the command line would strip.
  const words = `${app} ${relative(folder, given.operatorFile)}`;
  const context = Object.entries(given.context).flatMap(([name, value]) => ["--context", `${name}=${value}`]);
  const args = ["synth", "--quiet", "--app", words, "--output", TEMPLATE_FOLDER, ...context, ...QUIET];
  await run(args, { cwd: folder, env: ENVIRONMENT });
}

/** Shows on the terminal what the template would change. */
export const showDifference = ({ run, folder }: Cdk): Promise<void> =>
  run(["diff", "--app", TEMPLATE_FOLDER, ...QUIET], {
    cwd: folder,
    env: ENVIRONMENT,
    isShown: true,
  });

/** Deploys exactly the template that was shown. Returns the stack's outputs as JSON. */
export async function deployStack({ run, folder }: Cdk, outputsFolder: string): Promise<unknown> {
  const file = join(outputsFolder, "outputs.json");
  const args = [
    "deploy",
    "--all",
    "--app",
    TEMPLATE_FOLDER,
    "--require-approval",
    "never",
    "--outputs-file",
    file,
  ];
  try {
    await run([...args, ...QUIET], { cwd: folder, env: ENVIRONMENT, isShown: true });
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    throw new DeployError(
      `The stack was not deployed; see the messages of the CDK and CloudFormation above. CloudFormation rolls an existing stack ` +
        "back as far as it can. After a failed first deployment it cannot delete the table, which is protected " +
        `from deletion. The pages were not changed. Fix the cause and run this command again. (${error.message})`,
    );
  }
  return JSON.parse(await readFile(file, "utf8"));
}
