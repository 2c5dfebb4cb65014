import { globSync, readFileSync } from "node:fs";
import * as dynamodb from "@aws-sdk/client-dynamodb";

/** Never called, because the discovery of endpoints is never enabled. */
const OF_THE_SDK = "DescribeEndpoints";

const OPERATIONS = Object.keys(dynamodb).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);

/** The DynamoDB operations that a built function can call: the build removes those that nothing imports. */
export function operationsIn(bundle: "api" | "notify"): string[] {
  const files = globSync(`dist/lambda/{${bundle}*.mjs,${bundle}*/*.mjs}`);
  const [client, ...others] = files
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => text.includes("DynamoDB_20120810"));
  if (client === undefined || others.length > 0)
    throw new Error("The bundle does not have its client in exactly one file.");
  return OPERATIONS.filter((name) => name !== OF_THE_SDK && client.includes(`"${name}"`)).sort();
}
