import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi, PASSWORD, type TestApi } from "../../support/api.ts";
import { putOldRow } from "../../support/old-rows.ts";
import { readLedger } from "../../support/payments.ts";

let api: TestApi;
let eventId: string;

beforeAll(async () => {
  api = await createTestApi();
  eventId = await api.table.putEvent({ id: "2026-06-14 rivera/sunset" });
});

const path = (route: string, id = eventId) => `/api/g/${encodeURIComponent(id)}/${route}`;

async function call(
  route: string,
  init: RequestInit = {},
  headers: Record<string, string> = { authorization: PASSWORD },
) {
  const response = await api.fetch(route, { ...init, headers });
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  return { status: response.status, body: await response.json(), allow: response.headers.get("allow") };
}

const post = (body: unknown, route = path("payment")) =>
  call(route, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });

describe("POST /api/g/{event_id}/payment", () => {
  it("logs what the old page sends, and returns the payment id", async () => {
    const answer = await post({ patron: "Maya Rivera", amount: 125.5, notes: "cash on the dock" });

    expect(answer).toMatchObject({ status: 200, body: { payment_id: expect.any(String) } });
    const { nodes } = (await readLedger(api, eventId)).payments;
    expect(nodes).toMatchObject([
      {
        id: answer.body.payment_id,
        patron: "Maya Rivera",
        amount: { amount: "125.50" },
        notes: "cash on the dock",
        method: "OTHER",
      },
    ]);
  });

  it("logs a possible duplicate, which the old page cannot confirm, with a mark", async () => {
    const id = await api.table.putEvent();
    await post({ patron: "Maya Rivera", amount: "5" }, path("payment", id));
    await post({ patron: "Maya Rivera", amount: "5" }, path("payment", id));

    const { nodes } = (await readLedger(api, id)).payments;
    expect(nodes).toMatchObject([{ duplicateOf: null }, { duplicateOf: { id: nodes[0].id } }]);
  });

  it.each([
    ["invalid JSON", "{"],
    ["a list", "[]"],
    ["no amount", { patron: "Maya Rivera" }],
    ["a negative amount", { patron: "Maya Rivera", amount: -5 }],
    ["more digits than the currency has", { patron: "Maya Rivera", amount: 0.1 + 0.2 }],
    ["a blank patron", { patron: "", amount: 5 }],
  ])("answers 400 to %s and writes nothing", async (_name, body) => {
    const id = await api.table.putEvent();

    expect(await post(body, path("payment", id))).toMatchObject({
      status: 400,
      body: { message: expect.any(String) },
    });
    expect(await api.table.items(id)).toHaveLength(1);
  });

  it("answers 401 without the password, 404 to an unknown event, 405 to another method", async () => {
    const body = JSON.stringify({ patron: "Maya Rivera", amount: 5 });

    expect((await call(path("payment"), { method: "POST", body }, {})).status).toBe(401);
    expect((await call(path("payment"), { method: "POST", body }, { authorization: "wrong" })).status).toBe(
      401,
    );
    expect((await post({ patron: "Maya Rivera", amount: 5 }, path("payment", "nowhere"))).status).toBe(404);
    expect(await call(path("payment"))).toMatchObject({ status: 405, allow: "POST" });
  });
});

describe("GET /api/g/{event_id}/payments", () => {
  it("lists legacy rows and new ones, oldest first, with numeric amounts", async () => {
    const id = await api.table.putEvent();
    const oldId = await putOldRow(api.table, {
      eventId: id,
      amount: "400",
      timestamp: "2025-05-01T17:20:00.123456",
    });
    const { body } = await post(
      { patron: "Tom Okafor", amount: "10.25", notes: "later" },
      path("payment", id),
    );

    expect(await call(path("payments", id))).toMatchObject({
      status: 200,
      body: [
        {
          payment_id: oldId,
          amount: 400,
          patron: "Maya Rivera",
          timestamp: "2025-05-01T17:20:00.123456",
          notes: "cash",
        },
        {
          payment_id: body.payment_id,
          amount: 10.25,
          patron: "Tom Okafor",
          timestamp: "2026-06-14T23:30:00.000Z",
          notes: "later",
        },
      ],
    });
  });

  it("returns an empty list for an event without payments", async () => {
    expect(await call(path("payments", await api.table.putEvent()))).toMatchObject({ status: 200, body: [] });
  });

  it("answers 401 without the password, 404 to an unknown event, 405 to another method", async () => {
    expect((await call(path("payments"), {}, {})).status).toBe(401);
    expect((await call(path("payments", "nowhere"))).status).toBe(404);
    expect(await call(path("payments"), { method: "DELETE" })).toMatchObject({ status: 405, allow: "GET" });
  });
});

describe("a POST with an Idempotency-Key", () => {
  const send = async (id: string, key: string, body: unknown) => {
    const response = await api.fetch(path("payment", id), {
      method: "POST",
      headers: { authorization: PASSWORD, "idempotency-key": key },
      body: JSON.stringify(body),
    });
    const replayed = response.headers.get("idempotent-replayed");
    return { status: response.status, replayed, body: await response.json() };
  };
  const payment = { patron: "Maya Rivera", amount: 125.5, notes: "cash" };

  it("is logged once, however often it is sent", async () => {
    const id = await api.table.putEvent();
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => send(id, "row-17", payment)),
    );
    const later = await send(id, "row-17", payment);

    expect(new Set([first, ...others, later].map((answer) => answer?.body.payment_id)).size).toBe(1);
    expect(later).toMatchObject({ status: 200, replayed: "true" });
    expect((await readLedger(api, id)).paymentCount).toBe(1);
  });

  it("is refused with different content, and logs nothing", async () => {
    const id = await api.table.putEvent();
    const first = await send(id, "row-18", payment);
    const other = await send(id, "row-18", { ...payment, amount: 126 });

    expect(first.replayed).toBeNull();
    expect(other).toMatchObject({
      status: 422,
      body: { payment_id: first.body.payment_id, fields: ["amount"] },
    });
    expect((await readLedger(api, id)).paymentCount).toBe(1);
  });

  it("is refused if the key is invalid", async () => {
    const id = await api.table.putEvent();

    expect(await send(id, "k".repeat(201), payment)).toMatchObject({ status: 400 });
  });
});
