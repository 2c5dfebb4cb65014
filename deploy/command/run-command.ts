import type { CommandParts } from "./command-parts.ts";
import { DeployError } from "./deploy-error.ts";
import { HELP, readFlags } from "./flags.ts";
import { deploy } from "./flows/deploy-flow.ts";
import { leave } from "./flows/leave-flow.ts";
import { rollBackDeployment } from "./flows/roll-back-flow.ts";
import { synthOnly } from "./flows/synth-only.ts";

const FINDING = 1;
const TROUBLE = 2;

/** Runs the command. Answers the code to end with: 0 when all is well, 1 with findings, 2 when it could not work. */
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
    const told = tell(error);
    if (told === null) throw error;
    parts.narrator.complain(told);
    return error instanceof DeployError && error.isFinding ? FINDING : TROUBLE;
  }
}

/** An expected error in sentences; null for an accident of our own, whose trace is worth more. */
function tell(error: unknown): string | null {
  if (error instanceof DeployError) return error.message;
  if (!(error instanceof Error) || !("$metadata" in error)) return null;
  return (
    `AWS refused with ${error.name}: ${error.message.replace(/\.$/, "")}. Nothing after it was done. If it is about rights, use ` +
    "credentials that may do this; else run the command again: what is done already stays done."
  );
}
