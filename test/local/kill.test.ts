import { expect, it } from "vitest";
import type { GraphqlAnswer } from "../support/api.ts";
import { ask, logOnServer } from "../support/ask-server.ts";
import { startLocalServer } from "../support/local-server.ts";

const PAYMENTS = 200;
const CALLERS = 8;

/**
 * Logs payments of 1, 2, 3 … cents from several concurrent callers, and returns which were acknowledged. A payment whose
 * call fails is not tried again: the restart shows whether it was logged.
 */
async function logUntilItDies(
  server: { url: string; password: string },
  onAcknowledged: (count: number) => void,
): Promise<number[]> {
  const acknowledged: number[] = [];
  let next = 1;
  const caller = async () => {
    while (next <= PAYMENTS) {
      const cents = next++;
      const answer = await logOnServer(server, paymentOf(cents)).catch(() => null);
      if (answer?.__typename !== "PaymentLogged") continue;
      acknowledged.push(cents);
      onAcknowledged(acknowledged.length);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return acknowledged;
}

const paymentOf = (cents: number) => ({
  eventId: "QXW7LMD",
  amount: (cents / 100).toFixed(2),
  patron: `Patron ${cents}`,
  idempotencyKey: `cents-${cents}`,
});

interface Row {
  sequence: number;
  patron: string;
  amount: { minorUnits: number };
  notification: { status: string };
}

async function readAll(server: { url: string; password: string }) {
  const query = `query ($after: String) { event(id: "QXW7LMD") {
    totalCollected { minorUnits } paymentCount
    payments(first: 100, after: $after, orderBy: OLDEST_FIRST) {
      nodes { sequence patron amount { minorUnits } notification { status } } pageInfo { hasNextPage endCursor } } } }`;
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const { data }: GraphqlAnswer = await ask(server, query, { after });
    rows.push(...data.event.payments.nodes);
    const { hasNextPage, endCursor } = data.event.payments.pageInfo;
    if (!hasNextPage)
      return { rows, total: data.event.totalCollected.minorUnits, count: data.event.paymentCount };
    after = endCursor;
  }
}

const loggedCents = (rows: Row[]) =>
  rows
    .filter(({ patron }) => patron.startsWith("Patron "))
    .map(({ amount }) => amount.minorUnits)
    .sort((a, b) => a - b);

async function sequencesInMails(server: { url: string }): Promise<number> {
  const mails: { text: string }[] = await (await fetch(`${server.url}/inbox.json`)).json();
  return new Set(mails.map(({ text }) => /Sequence: +(\d+)/.exec(text)?.[1])).size;
}

it("a server killed while 200 payments are logged loses no acknowledged one, doubles none, and mails all", async () => {
  const first = await startLocalServer();
  let killed: Promise<void> | null = null;
  const acknowledged = await logUntilItDies(first, (count) => {
    if (count === PAYMENTS / 2) killed = first.kill();
  });
  expect(killed).not.toBeNull();
  await killed;
  expect(acknowledged.length).toBeLessThan(PAYMENTS);

  const second = await startLocalServer({ dataDir: first.dataDir });
  expect(loggedCents((await readAll(second)).rows)).toEqual(expect.arrayContaining(acknowledged));

  for (let cents = 1; cents <= PAYMENTS; cents += 1) {
    expect((await logOnServer(second, paymentOf(cents))).__typename).toBe("PaymentLogged");
  }
  const { rows, total, count } = await readAll(second);
  expect(loggedCents(rows)).toEqual(Array.from({ length: PAYMENTS }, (_, at) => at + 1));
  // The terms of the event come before its payments.
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, at) => at + 2));
  expect(total).toBe(55_000 + (PAYMENTS * (PAYMENTS + 1)) / 2);
  expect(count).toBe(PAYMENTS + 2);

  const slowly = { timeout: 60_000, interval: 500 };
  await expect.poll(() => sequencesInMails(second), slowly).toBe(PAYMENTS);
  const pending = async () =>
    (await readAll(second)).rows.filter((row) => row.notification.status === "PENDING");
  await expect.poll(pending, slowly).toEqual([]);
  await second.stop();
}, 180_000);
