import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isJoined, type Operator } from "../../operator/operator.ts";
import { RELEASE_CONTEXT, type StackOutputs } from "../../stack/output-names.ts";
import type { AwsClients } from "../aws-clients.ts";
import { deployStack, showDifference, synth } from "../cdk.ts";
import type { CommandParts } from "../command-parts.ts";
import type { FoundStack } from "../found-stack.ts";
import { readOperatorFile } from "../operator-file.ts";
import { collectPages } from "../pages/collect-pages.ts";
import { aliasesOf } from "../pages/place-of-pages.ts";
import { rememberLive } from "../release/keep-live.ts";
import { readOutputs } from "../stack-outputs.ts";
import { assertCanConfirm, confirm } from "./confirm.ts";
import { goLive } from "./go-live.ts";
import { lookAround } from "./look-around.ts";

const FINDING = 1;

/**
 * The whole deployment: checks what exists, shows the changes, asks, and only then changes AWS. Returns the exit code: 1 if the
 * answer was no or the deployment has faults.
 */
export async function deploy(parts: CommandParts, { isSure }: { isSure: boolean }): Promise<number> {
  const { narrator } = parts;
  const { operator, file } = await readOperatorFile(parts.deployFolder, { mayBeExample: false });
  assertCanConfirm(parts, { isSure });
  await narrator.step("Built the bundles and the pages", parts.build);
  const clients = parts.connect(operator);
  const files = await collectPages(parts.built, {
    path: isJoined(operator.pages) ? `/${operator.pages.join.prefix}` : "/",
  });
  const found = await lookAround(parts, { clients, operator, files });
  const [madeAt, commit] = [parts.now().toISOString(), await parts.readCommit()];
  const reference = `${madeAt}-${commit}`;
  const template = { operatorFile: file, context: { ...found.context, [RELEASE_CONTEXT]: reference } };
  await narrator.step("Created the template", () => synth(parts.cdk, template));
  await showDifference(parts.cdk);
  if (found.joining.length > 0)
    narrator.say(
      `Changes to the joined distribution:\n${found.joining.map((line) => `  ${line}`).join("\n")}`,
    );
  if (!(await confirm(parts, { isSure, question: "Deploy this?" }))) {
    narrator.say("Nothing was deployed.");
    return FINDING;
  }
  const outputs = await narrator.step("Deployed the stack", () =>
    deployInto(parts, { clients, operator, stack: found.stack }),
  );
  const isWell = await goLive(parts, {
    ...{ clients, operator, files, outputs, madeAt, commit, reference, isSure },
  });
  return isWell ? 0 : FINDING;
}

async function deployInto(
  { cdk, narrator }: CommandParts,
  { clients, operator, stack }: { clients: AwsClients; operator: Operator; stack: FoundStack | null },
): Promise<StackOutputs> {
  const folder = await mkdtemp(join(tmpdir(), "payments-deploy-"));
  const makeLiveAgain = await rememberLive(clients.lambda, stack?.isWhole ? aliasesOf(stack.outputs) : []);
  try {
    return readOutputs(await deployStack(cdk, folder), operator.stackName);
  } catch (error) {
    const moved = await makeLiveAgain();
    if (moved.length > 0)
      narrator.say(`Restored the versions that were live before: ${moved.join(" and ")}.`);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
