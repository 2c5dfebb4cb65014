import type { CommandParts } from "./command-parts.ts";
import { DeployError } from "./deploy-error.ts";
import { HELP, readFlags } from "./flags.ts";
import { deploy } from "./flows/deploy-flow.ts";
import { leave } from "./flows/leave-flow.ts";
import { rollBackDeployment } from "./flows/roll-back-flow.ts";
import { synthOnly } from "./flows/synth-only.ts";

const FINDING = 1;
const TROUBLE = 2;

/** Runs the command. Returns the exit code: 0 on success, 1 if a check failed, 2 if the command could not run. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<number> {
  try {
    const flags = readFlags(args);
    switch (flags.task) {
      case "help":
        parts.narrator.say(HELP);
        return 0;
      case "synth-only":
        return await synthOnly(parts);
      case "rollback":
        return await rollBackDeployment(parts, flags);
      case "leave":
        return await leave(parts, flags);
      case "deploy":
        return await deploy(parts, flags);
    }
  } catch (error) {
    const message = messageFor(error);
    if (message === null) throw error;
    parts.narrator.complain(message);
    return error instanceof DeployError && error.isFinding ? FINDING : TROUBLE;
  }
}

/** The message of an expected error; null for our own defects, whose stack trace is more useful. */
function messageFor(error: unknown): string | null {
  if (error instanceof DeployError) return error.message;
  if (!(error instanceof Error) || !("$metadata" in error)) return null;
  return (
    `AWS refused with ${error.name}: ${error.message.replace(/\.$/, "")}. The command stopped there. If permissions are missing, use ` +
    "credentials that have them; else run the command again. Completed steps are kept."
  );
}
