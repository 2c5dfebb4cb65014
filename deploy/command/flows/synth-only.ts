import { join } from "node:path";
import { STREAM_CONTEXT } from "../../stack/adopted-stream.ts";
import { synth, TEMPLATE_FOLDER } from "../cdk.ts";
import type { CommandParts } from "../command-parts.ts";
import { readOperatorFile } from "../operator-file.ts";
import { standInStreamArn } from "../table/stand-in-stream.ts";

/** Creates the template and prints its path. Needs neither an account nor the network. */
export async function synthOnly(parts: CommandParts): Promise<number> {
  const { narrator, cdk } = parts;
  const { operator, file, isExample } = await readOperatorFile(parts.deployFolder, { mayBeExample: true });
  if (isExample)
    narrator.say("deploy/operator.json does not exist; using the values of operator.example.json.");
  await narrator.step("Built the bundles and the pages", parts.build);
  const streamArn = standInStreamArn(operator);
  if (streamArn)
    narrator.say(
      `The ARN of the table's stream is unknown without AWS; the template contains the placeholder ${streamArn}.`,
    );
  const context: Record<string, string> = streamArn === null ? {} : { [STREAM_CONTEXT]: streamArn };
  await narrator.step("Created the template", () => synth(cdk, { operatorFile: file, context }));
  narrator.say(`The template is ${join(cdk.folder, TEMPLATE_FOLDER, `${operator.stackName}.template.json`)}`);
  return 0;
}
