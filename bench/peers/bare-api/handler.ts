import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Dynamo, Item } from "./dynamo.ts";

/** The same reads and the same transaction as ours, in a handler written by hand for two requests. */
export function createHandler(dynamo: Dynamo) {
  const table = process.env.TABLE_NAME ?? "";
  const token = Buffer.from(`Bearer ${process.env.TOKEN}`);
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const given = Buffer.from(event.headers.authorization ?? "");
    if (given.length !== token.length || !timingSafeEqual(given, token)) return answer(401, {});
    const body = JSON.parse(event.body ?? "null");
    if (event.rawPath === "/payments") return answer(200, await logPayment(dynamo, table, body));
    if (event.rawPath === "/event") return answer(200, await readEvent(dynamo, table, body));
    if (event.rawPath === "/added-up") return answer(200, await addUp(dynamo, table, body));
    return answer(404, {});
  };
}

const answer = (statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

interface PaymentInput {
  eventId: string;
  amount: string;
  patron: string;
  method: string;
  receivedOn: string;
  notes: string | null;
  idempotencyKey: string;
}

const FIRST_HASH = "0".repeat(64);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const opaque = (text: string) => Buffer.from(text).toString("base64url");

async function logPayment(dynamo: Dynamo, table: string, input: PaymentInput): Promise<unknown> {
  const { eventId, amount, patron, method, receivedOn, notes, idempotencyKey } = input;
  if (!/^\d{1,9}\.\d\d$/.test(amount) || !eventId || !patron || !method) return { error: "INVALID" };
  const minorUnits = Number(amount.replace(".", ""));
  const usedKey = { pk: { S: `IDEMPOTENCY#admin#${sha256(idempotencyKey)}` }, sk: { S: "IDEMPOTENCY" } };
  const [found, recent] = await Promise.all([
    dynamo.batchGet({
      RequestItems: { [table]: { ConsistentRead: true, Keys: [usedKey, ...eventKeys(eventId)] } },
    }),
    dynamo.query({
      TableName: table,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": { S: eventId }, ":from": { S: "STATE#" }, ":to": { S: "STATE#:" } },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 50,
    }),
  ]);
  const items = found.Responses?.[table] ?? [];
  const used = items.find((item) => item.sk?.S === "IDEMPOTENCY");
  if (used) return { replayed: true, paymentId: used.payment_id?.S };
  const event = items.find((item) => item.sk?.S === "META");
  if (!event) return { error: "EVENT_NOT_FOUND" };
  const head = items.find((item) => item.sk?.S === "LEDGER");
  const isLike = ({ patron_folded, minor_units }: Item) =>
    patron_folded?.S === patron.toLowerCase() && minor_units?.N === String(minorUnits);
  if (recent.Items?.some(isLike)) return { error: "POSSIBLE_DUPLICATE" };

  const sequence = Number(head?.sequence?.N ?? 0) + 1;
  const collected = Number(head?.collected?.N ?? 0) + minorUnits;
  const newest = Date.parse(head?.newest_logged_at?.S ?? "") || 0;
  const now = new Date(Math.max(Date.now(), newest + 1)).toISOString();
  const suffix = `${now}#${randomUUID()}`;
  const id = opaque(`${eventId}\u0000${suffix}`);
  const unsigned: Item = {
    pk: { S: eventId },
    sk: { S: `PAYMENT#${suffix}` },
    amount: { N: String(minorUnits / 100) },
    patron: { S: patron },
    timestamp: { S: now },
    notes: { S: notes ?? "" },
    payment_id: { S: id },
    v: { N: "1" },
    kind: { S: "PAYMENT" },
    minor_units: { N: String(minorUnits) },
    currency: { S: "USD" },
    method: { S: method },
    received_on: { S: receivedOn },
    logged_at: { S: now },
    recorded_by: { S: "Ines Duarte" },
    principal: { S: "admin" },
    total_after: { N: String(collected) },
    sequence: { N: String(sequence) },
    previous_hash: { S: head?.newest_hash?.S ?? FIRST_HASH },
  };
  const entry: Item = { ...unsigned, hash: { S: sha256(JSON.stringify(unsigned)) } };
  const companion: Item = {
    pk: { S: eventId },
    sk: { S: `STATE#${suffix}` },
    kind: { S: "PAYMENT" },
    sequence: { N: String(sequence) },
    received_on: { S: receivedOn },
    logged_at: { S: now },
    method: { S: method },
    patron_folded: { S: patron.toLowerCase() },
    minor_units: { N: String(minorUnits) },
    currency: { S: "USD" },
    status: { S: "RECORDED" },
    refunded: { N: "0" },
    mail: {
      M: {
        version: { N: "0" },
        notification: {
          M: {
            status: { S: "PENDING" },
            attempts: { N: "0" },
            next_attempt: { S: now },
            pending_since: { S: now },
          },
        },
      },
    },
    mail_queue: { S: "PENDING" },
    mail_next_attempt: { S: now },
    received_year: { S: `RECEIVED#${receivedOn.slice(0, 4)}` },
    received_key: { S: `${receivedOn}#${suffix}` },
    logged_year: { S: `LOGGED#${now.slice(0, 4)}` },
    logged_key: { S: suffix },
  };
  const sums = head?.methods?.M ?? {};
  const sum = sums[method]?.M;
  const newHead: Item = {
    pk: { S: eventId },
    sk: { S: "LEDGER" },
    currency: { S: "USD" },
    sequence: { N: String(sequence) },
    collected: { N: String(collected) },
    standing_count: { N: String(Number(head?.standing_count?.N ?? 0) + 1) },
    methods: {
      M: {
        ...sums,
        [method]: {
          M: {
            total: { N: String(Number(sum?.total?.N ?? 0) + minorUnits) },
            count: { N: String(Number(sum?.count?.N ?? 0) + 1) },
          },
        },
      },
    },
    newest_logged_at: { S: now },
    newest_hash: entry.hash ?? { S: "" },
    ledger_list: { S: "LEDGERS" },
    ledger_event: { S: eventId },
  };
  const record: Item = {
    ...usedKey,
    operation: { S: "logPayment" },
    fields: {
      M: Object.fromEntries(
        Object.entries(input)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [name, { S: sha256(String(value)).slice(0, 32) }]),
      ),
    },
    payment_id: { S: id },
    call_id: { S: randomUUID() },
  };
  const isNew = { TableName: table, ConditionExpression: "attribute_not_exists(pk)" };
  const isHeadAsRead = head
    ? {
        TableName: table,
        ConditionExpression: "#sequence = :sequence AND newest_hash = :hash",
        ExpressionAttributeNames: { "#sequence": "sequence" },
        ExpressionAttributeValues: {
          ":sequence": { N: String(sequence - 1) },
          ":hash": head.newest_hash ?? { S: "" },
        },
      }
    : isNew;
  await dynamo.transactWrite({
    ClientRequestToken: randomUUID(),
    TransactItems: [
      { Put: { ...isNew, Item: record, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } },
      { Put: { ...isNew, Item: entry } },
      { Put: { ...isNew, Item: companion } },
      { Put: { ...isHeadAsRead, Item: newHead } },
    ],
  });
  return { payment: toPayment(entry, companion), event: toEvent(event, newHead) };
}

async function readEvent(dynamo: Dynamo, table: string, { eventId }: { eventId: string }): Promise<unknown> {
  const page = (prefix: string) =>
    dynamo.query({
      TableName: table,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": { S: eventId }, ":prefix": { S: prefix } },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 21,
    });
  const [found, entries, companions] = await Promise.all([
    dynamo.batchGet({ RequestItems: { [table]: { ConsistentRead: true, Keys: eventKeys(eventId) } } }),
    page("PAYMENT#"),
    page("STATE#"),
  ]);
  const items = found.Responses?.[table] ?? [];
  const event = items.find((item) => item.sk?.S === "META");
  const head = items.find((item) => item.sk?.S === "LEDGER");
  if (!event || !head) return { error: "EVENT_NOT_FOUND" };
  const states = new Map(companions.Items?.map((item) => [item.sk?.S?.slice("STATE#".length), item]));
  return {
    event: toEvent(event, head),
    payments: entries.Items?.slice(0, 20).map((item) =>
      toPayment(item, states.get(item.sk?.S?.slice("PAYMENT#".length)) ?? {}),
    ),
    hasNextPage: entries.Items?.length === 21,
  };
}

/** Without a stored total: reads all entries and adds up their amounts. */
async function addUp(dynamo: Dynamo, table: string, { eventId }: { eventId: string }): Promise<unknown> {
  const read = dynamo.batchGet({
    RequestItems: { [table]: { ConsistentRead: true, Keys: eventKeys(eventId) } },
  });
  let newest: Item[] = [];
  let total = 0;
  let count = 0;
  let start: Item | undefined;
  do {
    const page = await dynamo.query({
      TableName: table,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": { S: eventId }, ":prefix": { S: "PAYMENT#" } },
      ConsistentRead: true,
      ExclusiveStartKey: start,
    });
    for (const item of page.Items ?? []) total += Number(item.minor_units?.N);
    count += page.Items?.length ?? 0;
    newest = [...newest, ...(page.Items ?? [])].slice(-20);
    start = page.LastEvaluatedKey;
  } while (start);
  const event = (await read).Responses?.[table]?.find((item) => item.sk?.S === "META");
  return {
    event: { id: eventId, title: event?.title?.S, totalCollected: toMoney(String(total)), count },
    payments: newest.toReversed().map((item) => toPayment(item, {})),
  };
}

const eventKeys = (eventId: string): Item[] =>
  ["META", "LEDGER", "TERMS"].map((sk) => ({ pk: { S: eventId }, sk: { S: sk } }));

const toMoney = (minorUnits: string | undefined) => ({
  amount: (Number(minorUnits ?? 0) / 100).toFixed(2),
  minorUnits: Number(minorUnits ?? 0),
  currency: "USD",
});

const toPayment = (entry: Item, companion: Item) => ({
  id: entry.payment_id?.S,
  kind: entry.kind?.S,
  status: companion.status?.S,
  patron: entry.patron?.S,
  amount: toMoney(entry.minor_units?.N),
  method: entry.method?.S,
  notes: entry.notes?.S || null,
  receivedOn: entry.received_on?.S,
  loggedAt: entry.logged_at?.S,
  recordedBy: entry.recorded_by?.S,
  sequence: Number(entry.sequence?.N),
  notification: { status: companion.mail?.M?.notification?.M?.status?.S },
});

const toEvent = (event: Item, head: Item) => ({
  id: event.pk?.S,
  title: event.title?.S,
  currency: head.currency?.S,
  totalCollected: toMoney(head.collected?.N),
  paymentCount: Number(head.standing_count?.N),
  lastSequence: Number(head.sequence?.N),
  ledgerHead: head.newest_hash?.S,
  totalsByMethod: Object.entries(head.methods?.M ?? {}).map(([method, sum]) => ({
    method,
    total: toMoney(sum.M?.total?.N),
    count: Number(sum.M?.count?.N),
  })),
});
