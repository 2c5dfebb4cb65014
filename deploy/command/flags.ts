import { parseArgs } from "node:util";
import { DeployError } from "./deploy-error.ts";

/** What the command must do. */
type DeployTask = "deploy" | "synth-only" | "rollback" | "leave" | "help";

/** The parsed arguments of the command. */
export interface DeployFlags {
  task: DeployTask;
  /** Whether every question counts as answered with yes. */
  isSure: boolean;
}

/** The help text. */
export const HELP = `npm run deploy                    builds, shows the changes in AWS, asks, and deploys
npm run deploy -- --yes           asks no questions (for CI)
npm run deploy -- --synth-only    creates the CloudFormation template; needs no account and no network
npm run deploy -- --rollback      rolls the functions and the pages back to the previous release
npm run deploy -- --leave         removes the payments from a joined distribution

After a deployment it asks for the admin password or an API key, to check what an anonymous caller cannot see. Set
PAYMENTS_CREDENTIAL if nobody can answer.

deploy/operator.json says what is deployed, and where; copy deploy/operator.example.json to start.
Exit codes: 0 success, 1 a check failed or the answer was no, 2 the command could not run.`;

const TASKS = ["synth-only", "rollback", "leave", "help"] as const;

const OPTIONS = {
  yes: { type: "boolean" },
  "synth-only": { type: "boolean" },
  rollback: { type: "boolean" },
  leave: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the command's arguments. Throws a `DeployError` with the help text if they are invalid. */
export function readFlags(args: readonly string[]): DeployFlags {
  const values = parse(args);
  const asked = TASKS.filter((name) => values[name]);
  const [task = "deploy", other] = asked;
  if (other) throw new DeployError(`--${task} and --${other} cannot be combined.\n\n${HELP}`);
  return { task, isSure: values.yes === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new DeployError(`${(error as Error).message}\n\n${HELP}`);
  }
}
