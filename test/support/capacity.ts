import type { ConsumedCapacity, DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Write and read units as DynamoDB bills them. */
export interface Units {
  write: number;
  read: number;
}

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

/** Adds up the capacity that the engine reports for a client's calls, indexes included. The result reads the sum and resets it. */
export function meterCapacity(client: DynamoDBClient): () => Units {
  let sum: Units = { write: 0, read: 0 };
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (given) => {
        Object.assign(given.input, { ReturnConsumedCapacity: "INDEXES" });
        const answer = await next(given);
        const consumed = (answer.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] })
          .ConsumedCapacity;
        const units = [consumed ?? []].flat().reduce((total, one) => total + (one.CapacityUnits ?? 0), 0);
        sum[READS.test(commandName) ? "read" : "write"] += units;
        return answer;
      },
    { step: "initialize", name: "meterCapacity" },
  );
  return () => {
    const units = sum;
    sum = { write: 0, read: 0 };
    return units;
  };
}
