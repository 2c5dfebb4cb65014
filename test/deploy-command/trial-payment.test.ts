import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../support/api.ts";
import { createTestTable } from "../support/table.ts";
import { createTestDeployment, ORIGIN_SECRET, type TestDeployment } from "./support/a-deployment.ts";
import { awsVariables } from "./support/aws-clients.ts";
import type { Answer } from "./support/front.ts";

const example = JSON.parse(await readFile("deploy/operator.example.json", "utf8"));
const OPERATOR = { ...example, account: "123456789012" };

let api: TestApi;
let deployment: TestDeployment;
let eventId: string;
beforeAll(async () => {
  api = await createTestApi({
    table: await createTestTable({ hasStream: true }),
    originSecret: ORIGIN_SECRET,
    isIntrospectionOpen: false,
  });
  // The real time, because health compares it with the table's timestamps.
  api.clock.now = () => new Date();
});
beforeEach(async () => {
  deployment = await createTestDeployment(api);
  for (const [name, value] of Object.entries(awsVariables(deployment.aws.url, inject("dynamoEndpoint"))))
    vi.stubEnv(name, value);
  deployment.setVersions("1");
  await deployment.configure(OPERATOR);
  eventId = await api.table.putEvent();
});
afterEach(() => deployment.close());

const deployAndPay = (text = eventId) => deployment.run([], true, { secret: PASSWORD, text });

describe("the trial payment after a deployment", () => {
  it("is logged and voided immediately: two entries, unchanged total", async () => {
    const { code, said } = await deployAndPay();
    expect(said).toContain("Nothing in a ledger can ever be deleted");
    expect(said).toContain(
      `Logged a payment of 1 on ${eventId} and voided it. The event's total has not changed.`,
    );
    expect(code).toBe(0);
    expect(await ledger()).toEqual({
      total: "0.00",
      entries: ["PAYMENT 1.00 VOIDED Deployment check", "VOID -1.00 RECORDED Deployment check"],
    });
  });

  it("is logged only after a yes and an event id", async () => {
    const no = await deployment.run([], (question) => !question.startsWith("Log a payment"), {
      secret: PASSWORD,
      text: eventId,
    });
    const unnamed = await deployAndPay("");
    expect([no.code, unnamed.code]).toEqual([0, 0]);
    expect(no.said).not.toContain("The event's id");
    expect(unnamed.said).not.toContain("Logged a payment");
    expect((await ledger()).entries).toEqual([]);
  });

  it("creates no event: an unknown one is a fault", async () => {
    const { code, said } = await deployAndPay("2026-06-14-nowhere");
    expect(said).toContain('- The event "2026-06-14-nowhere" does not exist, so no payment was logged.');
    expect(code).toBe(1);
    expect(await api.table.items("2026-06-14-nowhere")).toEqual([]);
  });

  it("is logged once and voided once if responses are lost", async () => {
    loseFirstAnswer("logPayment", "voidPayment");
    const { code } = await deployAndPay();
    expect(code).toBe(0);
    expect((await ledger()).entries).toHaveLength(2);
  });

  it("reports that it could not be voided, and where to void it", async () => {
    answerInstead("voidPayment", async () => Response.json({ data: { outcome: REFUSED } }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(
      `- A payment of 1 by "Deployment check" was logged on ${eventId}, but could not be voided: It was refused. Void it in the event's list.`,
    );
    expect(code).toBe(1);
    expect(await ledger()).toEqual({ total: "1.00", entries: ["PAYMENT 1.00 RECORDED Deployment check"] });
  });

  it("reports an unknown outcome if there is no response", async () => {
    answerInstead("logPayment", async () => new Response("", { status: 504 }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(
      `It is unknown whether the payment of 1 was logged on ${eventId}. Check the event's list`,
    );
    expect(code).toBe(1);
  });

  it("reports a refusal with its reason", async () => {
    answerInstead("logPayment", async () => Response.json({ data: { outcome: REFUSED } }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(`- No payment was logged on ${eventId}: It was refused.`);
    expect(code).toBe(1);
  });

  it("reports a changed total", async () => {
    answerInstead("voidPayment", async () =>
      Response.json({ data: { outcome: { __typename: "PaymentVoided" } } }),
    );
    const { code, said } = await deployAndPay();
    expect(said).toContain("the event's total is 1.00 USD instead of 0.00 USD");
    expect(said).toContain(`npm run verify-ledger -- --aws --event ${eventId}`);
    expect(code).toBe(1);
  });

  it("is not offered by a server that accepts only its own operations", async () => {
    await deployment.configure({ ...OPERATOR, safelistOnly: true });
    const { code, said } = await deployAndPay();
    expect(said).toContain(
      "The trial payment was skipped: this server accepts only the operations of its own pages",
    );
    expect(code).toBe(0);
    expect((await ledger()).entries).toEqual([]);
  });
});

const REFUSED = { __typename: "Busy", message: "It was refused." };

/** Answers this operation differently; it is executed only if `answer` does so. */
function answerInstead(word: string, answer: Answer): void {
  const served = deployment.front.answer;
  deployment.front.answer = async (request) => {
    const isIt = request.method === "POST" && (await request.clone().text()).includes(`${word}(`);
    return isIt ? answer(request) : served(request);
  };
}

/** Executes these operations, but loses their first response. */
function loseFirstAnswer(...words: string[]): void {
  const served = deployment.front.answer;
  for (const word of words) {
    let isLost = false;
    answerInstead(word, async (request) => {
      const answer = await served(request);
      if (isLost) return answer;
      isLost = true;
      return new Response("", { status: 504 });
    });
  }
}

async function ledger(): Promise<{ total: string; entries: string[] }> {
  const headers = {
    authorization: `Bearer ${PASSWORD}`,
    "content-type": "application/json",
    "x-origin-secret": ORIGIN_SECRET,
  };
  const query = `query ($id: ID!) { event(id: $id) {
    totalCollected { amount } payments(orderBy: OLDEST_FIRST) { nodes { kind amount { amount } status recordedBy } } } }`;
  const body = JSON.stringify({ query, variables: { id: eventId } });
  const answer = await api.fetch("/graphql", { method: "POST", headers, body });
  const { event } = (await answer.json()).data;
  const describeEntry = (one: {
    kind: string;
    amount: { amount: string };
    status: string;
    recordedBy: string;
  }) => `${one.kind} ${one.amount.amount} ${one.status} ${one.recordedBy}`;
  return { total: event.totalCollected.amount, entries: event.payments.nodes.map(describeEntry) };
}
