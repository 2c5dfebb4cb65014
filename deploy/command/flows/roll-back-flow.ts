import { checkAccount } from "../checks/check-account.ts";
import { checkFromOutside } from "../checks/check-from-outside.ts";
import type { CommandParts } from "../command-parts.ts";
import { readOperatorFile } from "../operator-file.ts";
import { invalidate } from "../pages/invalidate.ts";
import { createPageStore } from "../pages/page-store.ts";
import { aliasesOf, placeOfPages } from "../pages/place-of-pages.ts";
import { pathsOf } from "../pages/publish-pages.ts";
import { openReleaseRecords } from "../release/release-record.ts";
import { describeRelease, planRollBack, type RolledBack, rollBack } from "../release/roll-back.ts";
import { askOutputs } from "../stack-outputs.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";

const FINDING = 1;

/** Rolls the functions and the pages back to the release before the live one. Run twice, it goes back two releases. */
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
    `The live release is ${plan.from.description}; the previous one is ${describeRelease(plan.to)}. ` +
      "Functions and pages go back to the previous one. The table and the rest of the stack do not change: all logged payments stay.",
  );
  if (!(await confirm(parts, { isSure, question: "Roll back?" }))) {
    narrator.say("Nothing was changed.");
    return FINDING;
  }
  const back = await narrator.step(`Rolled back to ${plan.to.commit}`, () => rollBack(going, plan));
  reportPages(parts, back);
  await invalidate(clients.cloudFront, {
    distributionId: place.distributionId,
    paths: pathsOf(back.pages, place.path),
    reference: `${parts.now().toISOString()}-back`,
  });
  const { isWell } = await checkFromOutside(parts, { operator, outputs, pinnedName: null });
  return isWell ? 0 : FINDING;
}

function reportPages({ narrator }: CommandParts, { pages, lost }: RolledBack): void {
  if (pages.length > 0) narrator.say(`  Restored: ${pages.join(", ")}`);
  if (lost.length > 0) {
    narrator.say(
      `  Not restored, because the bucket keeps no previous version: ${lost.join(", ")}. ` +
        "Pages and API of different releases are compatible; to restore these pages, check out that commit and deploy it.",
    );
  }
}
