import { join } from "node:path";
import { STREAM_CONTEXT } from "../../stack/adopted-stream.ts";
import { synth, TEMPLATE_FOLDER } from "../cdk.ts";
import type { CommandParts } from "../command-parts.ts";
import { readOperatorFile } from "../operator-file.ts";
import { standInStreamArn } from "../table/stand-in-stream.ts";

/** Makes the template and says where it is. Needs neither an account nor the network. */
export async function synthOnly(parts: CommandParts): Promise<number> {
  const { narrator, cdk } = parts;
  const { operator, file, isExample } = await readOperatorFile(parts.deployFolder, { mayBeExample: true });
  if (isExample)
    narrator.say("There is no deploy/operator.json: the values of operator.example.json are used.");
  await narrator.step("Built the bundles and the pages", parts.build);
  const streamArn = standInStreamArn(operator);
  if (streamArn) narrator.say(`AWS was not asked for the table's stream: ${streamArn} stands in its place.`);
  const context: Record<string, string> = streamArn === null ? {} : { [STREAM_CONTEXT]: streamArn };
  await narrator.step("Made the template", () => synth(cdk, { operatorFile: file, context }));
  narrator.say(`It is ${join(cdk.folder, TEMPLATE_FOLDER, `${operator.stackName}.template.json`)}`);
  return 0;
}
