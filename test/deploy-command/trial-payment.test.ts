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
  // It runs: health compares it with that of the table.
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

describe("a payment after a deployment", () => {
  it("is logged and voided at once: two entries, one total", async () => {
    const { code, said } = await deployAndPay();
    expect(said).toContain("Nothing in a ledger can ever be deleted");
    expect(said).toContain(`Logged a payment of 1 on ${eventId} and voided it: its total is what it was.`);
    expect(code).toBe(0);
    expect(await ledger()).toEqual({
      total: "0.00",
      entries: ["PAYMENT 1.00 VOIDED Deployment check", "VOID -1.00 RECORDED Deployment check"],
    });
  });

  it("is tried only when somebody says yes, and names the event", async () => {
    const no = await deployment.run([], (question) => !question.startsWith("Log a payment"), {
      secret: PASSWORD,
      text: eventId,
    });
    const unnamed = await deployAndPay("");
    expect([no.code, unnamed.code]).toEqual([0, 0]);
    expect(no.said).not.toContain("On which event?");
    expect(unnamed.said).not.toContain("Logged a payment");
    expect((await ledger()).entries).toEqual([]);
  });

  it("makes no event: one that nobody has is a fault", async () => {
    const { code, said } = await deployAndPay("2026-06-14-nowhere");
    expect(said).toContain('- There is no event "2026-06-14-nowhere" there: no payment was tried.');
    expect(code).toBe(1);
    expect(await api.table.items("2026-06-14-nowhere")).toEqual([]);
  });

  it("is logged once and voided once when answers are lost", async () => {
    loseFirstAnswer("logPayment", "voidPayment");
    const { code } = await deployAndPay();
    expect(code).toBe(0);
    expect((await ledger()).entries).toHaveLength(2);
  });

  it("says that it is still there when it cannot be voided, and where to void it", async () => {
    answerInstead("voidPayment", async () => Response.json({ data: { outcome: REFUSED } }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(
      `- A payment of 1 by "Deployment check" is on ${eventId} and could not be voided: It was refused. Void it in the event's list.`,
    );
    expect(code).toBe(1);
    expect(await ledger()).toEqual({ total: "1.00", entries: ["PAYMENT 1.00 RECORDED Deployment check"] });
  });

  it("says that it does not know when no answer comes", async () => {
    answerInstead("logPayment", async () => new Response("", { status: 504 }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(
      `Whether the payment of 1 was logged on ${eventId} is not known. Look at its list`,
    );
    expect(code).toBe(1);
  });

  it("says that it was refused, and why", async () => {
    answerInstead("logPayment", async () => Response.json({ data: { outcome: REFUSED } }));
    const { code, said } = await deployAndPay();
    expect(said).toContain(`- No payment was logged on ${eventId}: It was refused.`);
    expect(code).toBe(1);
  });

  it("says when the total is not what it was", async () => {
    answerInstead("voidPayment", async () =>
      Response.json({ data: { outcome: { __typename: "PaymentVoided" } } }),
    );
    const { code, said } = await deployAndPay();
    expect(said).toContain("its total is 1.00 USD where it was 0.00 USD");
    expect(said).toContain(`npm run verify-ledger -- --aws --event ${eventId}`);
    expect(code).toBe(1);
  });

  it("is not offered by a server of its own operations alone", async () => {
    await deployment.configure({ ...OPERATOR, safelistOnly: true });
    const { code, said } = await deployAndPay();
    expect(said).toContain("No payment is tried: this server answers the operations of its own pages alone");
    expect(code).toBe(0);
    expect((await ledger()).entries).toEqual([]);
  });
});

const REFUSED = { __typename: "Busy", message: "It was refused." };

/** Answers what is asked by this word in another way; what is asked is done when `answer` does it. */
function answerInstead(word: string, answer: Answer): void {
  const served = deployment.front.answer;
  deployment.front.answer = async (request) => {
    const isIt = request.method === "POST" && (await request.clone().text()).includes(`${word}(`);
    return isIt ? answer(request) : served(request);
  };
}

/** What is asked by each word is done, and its first answer is lost on the way. */
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
  const tell = (one: { kind: string; amount: { amount: string }; status: string; recordedBy: string }) =>
    `${one.kind} ${one.amount.amount} ${one.status} ${one.recordedBy}`;
  return { total: event.totalCollected.amount, entries: event.payments.nodes.map(tell) };
}
