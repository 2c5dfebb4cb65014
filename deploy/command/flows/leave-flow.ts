import { isJoined } from "../../operator/operator.ts";
import { checkAccount } from "../checks/check-account.ts";
import type { CommandParts } from "../command-parts.ts";
import { DeployError } from "../deploy-error.ts";
import { describeJoin } from "../distribution/describe-join.ts";
import { leaveDistribution } from "../distribution/join-distribution.ts";
import { readDistribution, updateDistribution } from "../distribution/update-distribution.ts";
import { readOperatorFile } from "../operator-file.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";

const FINDING = 1;

/** Removes exactly what joining added to a distribution that someone else owns. The stack, its table and the files stay. */
export async function leave(parts: CommandParts, { isSure }: { isSure: boolean }): Promise<number> {
  const { narrator } = parts;
  const { operator } = await readOperatorFile(parts.deployFolder, { mayBeExample: false });
  if (!isJoined(operator.pages)) {
    throw new DeployError("deploy/operator.json joins no distribution, so there is nothing to leave.", {
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
    narrator.say(`The distribution ${distributionId} contains nothing of the payments.`);
    return 0;
  }
  narrator.say(describeJoin(config, outcome.config).join("\n"));
  if (!(await confirm(parts, { isSure, question: "Remove this?" }))) return FINDING;
  await narrator.step(`Left the distribution ${distributionId}`, () =>
    updateDistribution(clients.cloudFront, { distributionId, change: leaveDistribution }),
  );
  return 0;
}
