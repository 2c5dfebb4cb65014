import { parseArgs } from "node:util";
import { DeployError } from "./deploy-error.ts";

/** What the command is asked to do. */
type DeployTask = "deploy" | "synth-only" | "rollback" | "leave" | "help";

/** What the command was called with. */
export interface DeployFlags {
  task: DeployTask;
  /** Whether every question is answered with yes. */
  isSure: boolean;
}

/** How the command is called. */
export const HELP = `npm run deploy                    builds, shows what would change in AWS, asks, and deploys
npm run deploy -- --yes           asks nothing: for CI
npm run deploy -- --synth-only    makes the CloudFormation template, without account and network
npm run deploy -- --rollback      takes the functions and the pages back to the release before
npm run deploy -- --leave         takes the payments off a distribution that was joined

After a deployment it asks for the admin password or an API key, to look at what a stranger cannot see; PAYMENTS_CREDENTIAL
holds one where nobody can be asked.

What is deployed, and where, stands in deploy/operator.json; deploy/operator.example.json is one to copy.
It ends with 0 when all is well, 1 when something was found wrong or the answer was no, 2 when it could not work.`;

const TASKS = ["synth-only", "rollback", "leave", "help"] as const;

const OPTIONS = {
  yes: { type: "boolean" },
  "synth-only": { type: "boolean" },
  rollback: { type: "boolean" },
  leave: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads what stands behind the command. Throws a `DeployError` that says how to call it. */
export function readFlags(args: readonly string[]): DeployFlags {
  const values = parse(args);
  const asked = TASKS.filter((name) => values[name]);
  const [task = "deploy", other] = asked;
  if (other) throw new DeployError(`--${task} and --${other} do not go together.\n\n${HELP}`);
  return { task, isSure: values.yes === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new DeployError(`${(error as Error).message}\n\n${HELP}`);
  }
}
