import { globSync, readFileSync } from "node:fs";
import * as dynamodb from "@aws-sdk/client-dynamodb";

/** It is not asked for: nothing switches the discovery of endpoints on. */
const OF_THE_SDK = "DescribeEndpoints";

const OPERATIONS = Object.keys(dynamodb).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);

/** The operations of DynamoDB that a built function can ask for: those that nothing imports are left out when it is built. */
export function operationsIn(bundle: "api" | "notify"): string[] {
  const files = globSync(`dist/lambda/{${bundle}*.mjs,${bundle}*/*.mjs}`);
  const [client, ...others] = files
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => text.includes("DynamoDB_20120810"));
  if (client === undefined || others.length > 0) throw new Error("The client does not lie in one file.");
  return OPERATIONS.filter((name) => name !== OF_THE_SDK && client.includes(`"${name}"`)).sort();
}
