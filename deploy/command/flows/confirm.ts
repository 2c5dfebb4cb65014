import type { CommandParts } from "../command-parts.ts";
import { DeployError } from "../deploy-error.ts";

/** Whether somebody may be asked, or has said yes beforehand. Throws a `DeployError` before any work is done in vain. */
export function assertCanConfirm({ ask }: Pick<CommandParts, "ask">, { isSure }: { isSure: boolean }): void {
  if (ask !== null || isSure) return;
  throw new DeployError("There is no terminal to ask on. Give --yes to go ahead without being asked.");
}

/** Asks unless the answer was given beforehand. Answers whether to go on. */
export async function confirm(
  { ask }: Pick<CommandParts, "ask">,
  { isSure, question }: { isSure: boolean; question: string },
): Promise<boolean> {
  return isSure || (ask !== null && (await ask(question)));
}
