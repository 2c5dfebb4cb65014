import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFaultProxy, type FaultProxy } from "../support/fault-proxy.ts";
import { ask, logUntilAnswered, type WantedPayment } from "../support/lambda/callers.ts";
import { type Deployment, startDeployment } from "../support/lambda/deployment.ts";

const IS_FULL = process.env.TEST_SIZE === "full";
const PAYMENTS = IS_FULL ? 5000 : 200;
const EVENTS = IS_FULL ? 50 : 10;
const CALLERS = 10;
/** Enough payments for a new instance to start, however busy the machine is. */
const PAYMENTS_PER_DEATH = 20;
const TIMEOUT_MILLISECONDS = IS_FULL ? 900_000 : 120_000;

const VERIFY = `query ($id: ID!) {
  verifyLedger(eventId: $id) { ok entries findings { code message } }
  event(id: $id) { paymentCount lastSequence totalCollected { minorUnits } }
}`;

const MAIL = "query ($id: ID!) { payment(id: $id) { notification { status } } }";

let proxy: FaultProxy;
let deployment: Deployment;
let wanted: WantedPayment[];
/** The ids that the callers received, by idempotency key. */
const logged = new Map<string, string>();

beforeAll(async () => {
  deployment = await startDeployment({
    maxInstances: CALLERS,
    apiEndpoint: async (upstream) => {
      proxy = await createFaultProxy({ upstream });
      return proxy.url;
    },
  });
  const eventIds = await Promise.all(Array.from({ length: EVENTS }, () => deployment.table.putEvent()));
  wanted = Array.from({ length: PAYMENTS }, (_, at) => ({
    eventId: eventIds[at % EVENTS] ?? "",
    amount: `${1 + (at % 97)}.${String(at % 100).padStart(2, "0")}`,
    patron: `Patron ${at}`,
    idempotencyKey: `payment-${at}`,
  }));
});

afterAll(async () => {
  await deployment.stop();
  await proxy.close();
});

const log = async (payment: WantedPayment) => {
  logged.set(payment.idempotencyKey, await logUntilAnswered(deployment.url, payment));
};

const minorUnitsOf = ({ amount }: WantedPayment) => Number(amount.replace(".", ""));

/** The number of mails about each payment, by its patron. */
function mailsByPatron(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of deployment.smtp.mails) {
    const patron = /Patron \d+/.exec(text ?? "")?.[0] ?? "none";
    counts.set(patron, (counts.get(patron) ?? 0) + 1);
  }
  return counts;
}

const mailedPayments = () => mailsByPatron().size;

async function mailStatus({ idempotencyKey }: WantedPayment): Promise<string> {
  const answer = await ask(deployment.url, MAIL, { id: logged.get(idempotencyKey) });
  return answer?.data.payment.notification.status;
}

describe(`${CALLERS} instances on one table`, { timeout: TIMEOUT_MILLISECONDS }, () => {
  it("an instance is killed during a write: its caller retries and learns what was stored", async () => {
    const [first] = wanted.splice(0, 1) as [WantedPayment];
    wanted.push(first);
    proxy.follow(({ target, count }) =>
      target === "TransactWriteItems" && count === 1 ? { kind: "delay", milliseconds: 300 } : null,
    );
    const isAnswered = log(first);
    await expect.poll(() => proxy.seen("TransactWriteItems")).toBe(1);
    for (const instance of deployment.api.busy()) instance.kill();
    await isAnswered;

    expect(deployment.api.instances()).toHaveLength(2);
    const answer = await ask(deployment.url, VERIFY, { id: first.eventId });
    expect(answer?.data.event).toMatchObject({ paymentCount: 1, lastSequence: 1 });
  });

  it("an instance is frozen while sending a mail, and continues later", async () => {
    const [frozen] = wanted.slice(0, 1) as [WantedPayment];
    await expect.poll(mailedPayments).toBe(logged.size);
    deployment.smtp.behave("waits");
    await log(frozen);
    await expect.poll(() => deployment.smtp.waiting()).toBeGreaterThan(0);
    const sending = deployment.notify.busy();
    for (const instance of sending) instance.freeze();
    deployment.smtp.behave("takes");
    deployment.smtp.release();
    await expect.poll(() => mailsByPatron().get(frozen.patron)).toBe(1);
    expect(await mailStatus(frozen)).toBe("PENDING");
    for (const instance of sending) instance.thaw();

    await expect.poll(() => mailStatus(frozen)).toBe("SENT");
    expect(mailsByPatron().get(frozen.patron)).toBe(1);
  });

  it("an instance is killed while sending a mail: another one sends it when the claim has expired", async () => {
    const [killed] = wanted.slice(1, 2) as [WantedPayment];
    await expect.poll(mailedPayments).toBe(logged.size);
    deployment.smtp.behave("waits");
    await log(killed);
    await expect.poll(() => deployment.smtp.waiting()).toBeGreaterThan(0);
    for (const instance of deployment.notify.busy()) instance.kill();
    deployment.smtp.forget();
    deployment.smtp.behave("takes");
    await deployment.sweep();
    expect(mailsByPatron().get(killed.patron)).toBeUndefined();

    await endClaims(killed.eventId);
    await deployment.sweep();
    await expect.poll(() => mailsByPatron().get(killed.patron)).toBe(1);
  });

  it(`log ${PAYMENTS} payments while instances are killed: each is stored once, and every total is exact`, async () => {
    const waiting = wanted.filter(({ idempotencyKey }) => !logged.has(idempotencyKey));
    const callers = Array.from({ length: CALLERS }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (waiting.length % PAYMENTS_PER_DEATH === 0) deployment.api.busy()[0]?.kill();
        await log(next);
      }
    });
    await Promise.all(callers);

    expect(new Set(logged.values()).size).toBe(PAYMENTS);
    expect(deployment.api.instances().length).toBeGreaterThanOrEqual(CALLERS);
    for (const eventId of new Set(wanted.map((payment) => payment.eventId))) {
      const theirs = wanted.filter((payment) => payment.eventId === eventId);
      const answer = await ask(deployment.url, VERIFY, { id: eventId });
      expect(answer?.data).toEqual({
        verifyLedger: { ok: true, entries: theirs.length, findings: [] },
        event: {
          paymentCount: theirs.length,
          lastSequence: theirs.length,
          totalCollected: { minorUnits: theirs.reduce((sum, payment) => sum + minorUnitsOf(payment), 0) },
        },
      });
    }
  });

  it("mail every payment exactly once", async () => {
    await expect.poll(mailedPayments, { timeout: TIMEOUT_MILLISECONDS, interval: 500 }).toBe(PAYMENTS);

    expect([...mailsByPatron().values()].filter((count) => count !== 1)).toEqual([]);
    expect(deployment.mapping.givenUp).toEqual([]);
  });
});

/** Moves the claims of an event's mails into the past. */
async function endClaims(eventId: string): Promise<void> {
  const { client, tableName } = deployment.table;
  const companions = (await deployment.table.items(eventId)).filter(({ sk }) => sk?.S?.startsWith("STATE#"));
  for (const { pk, sk, mail } of companions) {
    if (mail?.M?.claimed_until === undefined) continue;
    const past = { S: "2026-01-01T00:00:00.000Z" };
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: pk?.S ?? "" }, sk: { S: sk?.S ?? "" } },
        UpdateExpression: "SET #mail.#until = :past, mail_next_attempt = :past",
        ExpressionAttributeNames: { "#mail": "mail", "#until": "claimed_until" },
        ExpressionAttributeValues: { ":past": past },
      }),
    );
  }
}
