import type { CommandParts } from "../command-parts.ts";
import { DeployError } from "../deploy-error.ts";

/** Checks that questions can be answered, or were answered with --yes. Throws a `DeployError` before any work starts. */
export function assertCanConfirm({ ask }: Pick<CommandParts, "ask">, { isSure }: { isSure: boolean }): void {
  if (ask !== null || isSure) return;
  throw new DeployError("There is no terminal to ask questions on. Use --yes to continue without questions.");
}

/** Asks a question, unless --yes answered it. Returns whether to continue. */
export async function confirm(
  { ask }: Pick<CommandParts, "ask">,
  { isSure, question }: { isSure: boolean; question: string },
): Promise<boolean> {
  return isSure || (ask !== null && (await ask(question)));
}
