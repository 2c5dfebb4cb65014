import { checkAccount } from "../checks/check-account.ts";
import { checkFromOutside } from "../checks/check-from-outside.ts";
import type { CommandParts } from "../command-parts.ts";
import { readOperatorFile } from "../operator-file.ts";
import { invalidate } from "../pages/invalidate.ts";
import { createPageStore } from "../pages/page-store.ts";
import { aliasesOf, placeOfPages } from "../pages/place-of-pages.ts";
import { pathsOf } from "../pages/publish-pages.ts";
import { openReleaseRecords } from "../release/release-record.ts";
import { planRollBack, type RolledBack, rollBack, tellRelease } from "../release/roll-back.ts";
import { askOutputs } from "../stack-outputs.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";

const FINDING = 1;

/** Takes the functions and the pages back to the release before the one that is live. Run twice, it goes back twice. */
export async function rollBackDeployment(
  parts: CommandParts,
  { isSure }: { isSure: boolean },
): Promise<number> {
  const { narrator } = parts;
  const { operator } = await readOperatorFile(parts.deployFolder, { mayBeExample: false });
  assertCanConfirm(parts, { isSure });
  const clients = parts.connect(operator);
  await checkAccount(clients.sts, operator.account);
  const outputs = await askOutputs(clients.cloudFormation, operator);
  const place = placeOfPages(operator, outputs);
  const store = createPageStore(clients.s3, place);
  const records = openReleaseRecords(store, place.releasesFolder);
  const aliases = aliasesOf(outputs);
  const going = { lambda: clients.lambda, store, records, aliases, footing: outputs.Footing };
  const plan = await planRollBack(going);
  narrator.say(
    `Live is ${plan.from.told}; the release before is ${tellRelease(plan.to)}. ` +
      "Functions and pages go back to it. The table and the rest of the stack stay as they are: what was logged stays logged.",
  );
  if (!(await confirm(parts, { isSure, question: "Go back?" }))) {
    narrator.say("Nothing was changed.");
    return FINDING;
  }
  const back = await narrator.step(`Went back to ${plan.to.commit}`, () => rollBack(going, plan));
  tellPages(parts, back);
  await invalidate(clients.cloudFront, {
    distributionId: place.distributionId,
    paths: pathsOf(back.pages, place.path),
    reference: `${parts.now().toISOString()}-back`,
  });
  const { isWell } = await checkFromOutside(parts, { operator, outputs, pinnedName: null });
  return isWell ? 0 : FINDING;
}

function tellPages({ narrator }: CommandParts, { pages, lost }: RolledBack): void {
  if (pages.length > 0) narrator.say(`  Brought back: ${pages.join(", ")}`);
  if (lost.length > 0) {
    narrator.say(
      `  Of these the bucket keeps no older version, so they stay as they are: ${lost.join(", ")}. ` +
        "Pages and API of different releases understand each other; to have the older pages, check out that commit and deploy it.",
    );
  }
}
