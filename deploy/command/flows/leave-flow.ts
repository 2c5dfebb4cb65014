import { isJoined } from "../../operator/operator.ts";
import { checkAccount } from "../checks/check-account.ts";
import type { CommandParts } from "../command-parts.ts";
import { DeployError } from "../deploy-error.ts";
import { leaveDistribution } from "../distribution/join-distribution.ts";
import { tellJoin } from "../distribution/tell-join.ts";
import { readDistribution, updateDistribution } from "../distribution/update-distribution.ts";
import { readOperatorFile } from "../operator-file.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";

const FINDING = 1;

/** Takes exactly what joining added off a distribution of somebody else's. The stack, its table and the files stay. */
export async function leave(parts: CommandParts, { isSure }: { isSure: boolean }): Promise<number> {
  const { narrator } = parts;
  const { operator } = await readOperatorFile(parts.deployFolder, { mayBeExample: false });
  if (!isJoined(operator.pages)) {
    throw new DeployError("deploy/operator.json joins no distribution: there is nothing to leave.", {
      isFinding: true,
    });
  }
  assertCanConfirm(parts, { isSure });
  const { distributionId } = operator.pages.join;
  const clients = parts.connect(operator);
  await checkAccount(clients.sts, operator.account);
  const { config } = await readDistribution(clients.cloudFront, distributionId);
  const outcome = leaveDistribution(config);
  if (outcome.result !== "changed") {
    narrator.say(`The distribution ${distributionId} has nothing of the payments.`);
    return 0;
  }
  narrator.say(tellJoin(config, outcome.config).join("\n"));
  if (!(await confirm(parts, { isSure, question: "Take it off?" }))) return FINDING;
  await narrator.step(`Left the distribution ${distributionId}`, () =>
    updateDistribution(clients.cloudFront, { distributionId, change: leaveDistribution }),
  );
  return 0;
}
