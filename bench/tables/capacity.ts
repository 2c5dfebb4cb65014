import { randomUUID } from "node:crypto";
import { paginateQuery } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../server/table/items.ts";
import { meterCapacity, type Units } from "../../test/support/capacity.ts";
import { compare, constant, type Row } from "../measure/rows.ts";
import { endingAll } from "../support/ending-all.ts";
import { itemBytes } from "../support/item-size.ts";
import { type LedgerTable, startLedgerTable } from "../support/ledger-table.ts";
import { openTableApi, type TableApi } from "../support/table-api.ts";
import type { Table } from "./table.ts";

const EVENT = "capacity";
const PAYMENTS_BEFORE = 60;
const SHOWN_PAYMENTS = 20;

/** An item of up to 1 kB costs two units in a transaction. */
const WRITTEN = 2;

/** Entry, companion, head, and the idempotency record. */
const ITEMS_OF_A_PAYMENT = 4;

/** Its companion in the indexes by day received, by time of entry, and of pending mails. */
const INDEXES_OF_A_COMPANION = 3;

/** The companion of the reversed entry: itself, and its status, which two indexes contain. */
const MARK = WRITTEN + 2;

const PAYMENT = ITEMS_OF_A_PAYMENT * WRITTEN + INDEXES_OF_A_COMPANION;

/** The minimum of write units that the ledger's rules allow. */
const MIN_WRITES = {
  "a payment": PAYMENT,
  "its reference": WRITTEN,
  "a void": PAYMENT + MARK,
  "a void of a payment with a reference": PAYMENT + MARK + WRITTEN,
  "a refund": PAYMENT + MARK,
  "a correction": PAYMENT + 2 * WRITTEN + INDEXES_OF_A_COMPANION + MARK,
  // Record, companion, head and terms in force; the record is in no list by day received.
  "a change of terms": 4 * WRITTEN + INDEXES_OF_A_COMPANION - 1,
};

/** What DynamoDB bills. */
export const capacity: Table = {
  number: 5,
  title: "Capacity units",
  about:
    "The embedded engine's own count, against the theoretical minimum of the ledger's rules: 2 units for each of the four items " +
    "of a payment, 2 for a reference, and 1 for each index that contains its companion (received, entered, mail); each reversal of a " +
    "payment marks its companion, and the two indexes that contain its status. For reads, 1 for each item that is read by its key, and " +
    "1 for every 4 kB of a page, read strongly consistent.",
  measure: (report) =>
    endingAll(async (toEnd) => {
      const table = toEnd(await startLedgerTable());
      report("counting");
      await table.putEvents([EVENT]);
      const opened = await openTableApi(table);
      const operations = createOperations(opened);
      for (let payment = 0; payment < PAYMENTS_BEFORE; payment += 1) await operations.logPayment("CASH");
      const take = meterCapacity(table.client);
      const rows = await countWrites(operations, take);
      return [...rows, await countReads(table, { ...opened, take })];
    }),
};

/** The mutations, each returning the id of its payment. */
function createOperations({ ask }: TableApi) {
  let drawn = 0;
  const aPayment = (method: string) => {
    drawn += 1;
    const reference = method === "CASH" ? {} : { reference: `R-${drawn}` };
    return { patron: `Maya Rivera ${drawn}`, amount: `${100 + drawn}.00`, method, ...reference };
  };
  const call = async (
    field: string,
    { type, input, answer: wanted = "" }: { type: string; input: object; answer?: string },
  ) => {
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${wanted} } }`;
    const data = await ask<Record<string, { __typename: string; payment?: { id: string } }>>(query, {
      input,
    });
    const answer = data[field];
    if (!/^(Payment(Logged|Voided|Refunded|Corrected)|EventTermsSet)$/.test(answer?.__typename ?? ""))
      throw new Error(`${field} returned ${answer?.__typename}.`);
    return answer?.payment?.id ?? "";
  };
  return {
    logPayment: (method: string) =>
      call("logPayment", {
        type: "LogPaymentInput",
        input: { eventId: EVENT, ...aPayment(method), idempotencyKey: randomUUID() },
        answer: "... on PaymentLogged { payment { id } }",
      }),
    setEventTerms: () =>
      call("setEventTerms", { type: "SetEventTermsInput", input: { eventId: EVENT, agreedTotal: "900" } }),
    voidPayment: (paymentId: string) =>
      call("voidPayment", {
        type: "VoidPaymentInput",
        input: { paymentId, reason: "Logged twice.", idempotencyKey: randomUUID() },
      }),
    refundPayment: (paymentId: string) =>
      call("refundPayment", {
        type: "RefundPaymentInput",
        input: {
          paymentId,
          amount: "50.00",
          method: "CASH",
          reason: "A seat less.",
          idempotencyKey: randomUUID(),
        },
      }),
    correctPayment: (paymentId: string) =>
      call("correctPayment", {
        type: "CorrectPaymentInput",
        input: { paymentId, ...aPayment("CASH"), reason: "Misread.", idempotencyKey: randomUUID() },
      }),
  };
}

async function countWrites(
  operations: ReturnType<typeof createOperations>,
  take: () => Units,
): Promise<Row[]> {
  const count = async (operate: () => Promise<unknown>) => {
    take();
    await operate();
    return take().write;
  };
  const aPaymentThen = async (operate: (paymentId: string) => Promise<unknown>, method = "CASH") => {
    const paymentId = await operations.logPayment(method);
    return count(() => operate(paymentId));
  };
  const cash = await count(() => operations.logPayment("CASH"));
  const counted: Record<keyof typeof MIN_WRITES, number> = {
    "a payment": cash,
    "its reference": (await count(() => operations.logPayment("ZELLE"))) - cash,
    "a void": await aPaymentThen(operations.voidPayment),
    "a void of a payment with a reference": await aPaymentThen(operations.voidPayment, "ZELLE"),
    "a refund": await aPaymentThen(operations.refundPayment),
    "a correction": await aPaymentThen(operations.correctPayment),
    "a change of terms": await count(operations.setEventTerms),
  };
  return Object.entries(counted).map(([name, units]) =>
    toRow(name, "write units", { units, minimum: MIN_WRITES[name as keyof typeof MIN_WRITES] }),
  );
}

/** An event, its head and its terms, even if there are none; and two pages, each with one item more than is shown. */
async function countReads(table: LedgerTable, { ask, take }: TableApi & { take: () => Units }): Promise<Row> {
  const query = `query ($id: ID!) { event(id: $id) { title totalCollected { amount } payments(first: ${SHOWN_PAYMENTS}) { nodes { patron } } } }`;
  take();
  await ask(query, { id: EVENT });
  const units = take().read;
  const pages = await Promise.all(["PAYMENT#", "STATE#"].map((prefix) => newestBytes(table, prefix)));
  const minimum = pages.reduce((sum, bytes) => sum + Math.ceil(bytes / 4096), 3);
  return toRow(`an event with its last ${SHOWN_PAYMENTS} payments`, "read units", { units, minimum });
}

async function newestBytes({ client, tableName }: LedgerTable, prefix: string): Promise<number> {
  const items: Item[] = [];
  const values = { ":pk": { S: EVENT }, ":prefix": { S: prefix } };
  for await (const { Items = [] } of paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: values,
    },
  ))
    items.push(...Items);
  return items.slice(-SHOWN_PAYMENTS - 1).reduce((sum, item) => sum + itemBytes(item), 0);
}

function toRow(
  name: string,
  unit: "write units" | "read units",
  { units, minimum }: { units: number; minimum: number },
): Row {
  return compare({ id: `5-${name.replaceAll(" ", "-")}`, name, goal: { is: "at most", ratio: 1 } }, [
    constant("ours", unit, units),
    constant("on paper", unit, minimum),
  ]);
}
