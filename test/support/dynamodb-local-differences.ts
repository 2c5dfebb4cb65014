import { it } from "vitest";

/** Whether the tests run on AWS's DynamoDB Local, or on another engine named in the environment. */
export const isOnDynamoDbLocal = process.env.TEST_DYNAMO_ENDPOINT !== undefined;

/** Differences between DynamoDB Local and AWS because of which a test cannot pass on it. */
const DIFFERENCES = {
  neverDeletesAnIndex:
    "with -inMemory -sharedDb a deleted index stays DELETING permanently, and each write gets a 500",
};

/** `it` for a test that cannot pass on DynamoDB Local because of this difference: skipped there with a warning. */
export function itUnless(difference: keyof typeof DIFFERENCES): typeof it | typeof it.skip {
  if (!isOnDynamoDbLocal) return it;
  console.warn(`SKIPPED on DynamoDB Local: ${DIFFERENCES[difference]}.`);
  return it.skip;
}
