import { it } from "vitest";

/** Whether the tests run on AWS's DynamoDB Local, or on another engine that is named. */
export const isOnDynamoDbLocal = process.env.TEST_DYNAMO_ENDPOINT !== undefined;

/** In what DynamoDB Local differs from AWS so that a test cannot pass on it. */
const DIFFERENCES = {
  neverDeletesAnIndex:
    "with -inMemory -sharedDb an index that is deleted stays DELETING for ever, and meanwhile each write gets a 500",
};

/** `it` for a test that this difference keeps from passing on DynamoDB Local: skipped there, counted, and said why. */
export function itUnless(difference: keyof typeof DIFFERENCES): typeof it | typeof it.skip {
  if (!isOnDynamoDbLocal) return it;
  console.warn(`SKIPPED on DynamoDB Local: ${DIFFERENCES[difference]}.`);
  return it.skip;
}
