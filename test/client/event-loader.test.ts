import { CombinedError } from "@urql/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventLoader, type FetchEvents } from "../../client/api/event-loader.ts";
import type { DashboardQuery } from "../../client/api/generated/graphql.ts";

function anAnswer(ids: string[]): DashboardQuery {
  return {
    viewer: { kind: "ADMIN", scopes: ["ADMIN"], name: "Ines Duarte" },
    settings: { timeZone: "America/Los_Angeles", currency: "USD" },
    paymentMethods: [],
    events: ids.map((id) => (id === "unknown" ? null : ({ id } as DashboardQuery["events"][number]))),
  };
}

const loaderOf = (whole: FetchEvents["whole"]) => new EventLoader({ whole, heads: vi.fn() });

describe("the cards of a page", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const answering = () => vi.fn(async (ids: string[]) => ({ data: anAnswer(ids) }));

  it("are fetched in one request, each id once", async () => {
    const fetchEvents = answering();
    const loader = loaderOf(fetchEvents);
    const answers = Promise.all(["a", "b", "a", "unknown"].map((id) => loader.load(id)));
    await vi.runAllTimersAsync();
    expect((await answers).map(({ event }) => event?.id)).toEqual(["a", "b", "a", undefined]);
    expect(fetchEvents.mock.calls).toEqual([[["a", "b", "unknown"]]]);
  });

  it("are fetched 200 at a time", async () => {
    const fetchEvents = answering();
    const loader = loaderOf(fetchEvents);
    const ids = Array.from({ length: 401 }, (_, index) => `event-${index}`);
    const answers = Promise.all(ids.map((id) => loader.load(id)));
    await vi.runAllTimersAsync();
    expect((await answers).map(({ event }) => event?.id)).toEqual(ids);
    expect(fetchEvents.mock.calls.map(([asked]) => asked.length)).toEqual([200, 200, 1]);
  });

  it("are not fetched if they abort before the request", async () => {
    const fetchEvents = answering();
    const loader = loaderOf(fetchEvents);
    const controller = new AbortController();
    const given = loader.load("a", controller.signal).catch(() => "aborted");
    const kept = loader.load("b");
    controller.abort();
    await vi.runAllTimersAsync();
    expect(await given).toBe("aborted");
    expect((await kept).event?.id).toBe("b");
    expect(fetchEvents.mock.calls).toEqual([[["b"]]]);
  });

  it("fail separately if the server failed for one of them", async () => {
    const error = new CombinedError({
      graphQLErrors: [
        {
          message: "x",
          path: ["events", 1],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "r-1" },
        },
      ],
    });
    const loader = loaderOf(async () => ({ data: anAnswer(["a", "unknown"]), error }));
    const good = loader.load("a");
    const bad = loader.load("b").catch((thrown: unknown) => thrown);
    await vi.runAllTimersAsync();
    expect((await good).event?.id).toBe("a");
    expect(await bad).toMatchObject({ code: "INTERNAL_SERVER_ERROR", requestId: "r-1" });
  });

  it("all fail if there is no response", async () => {
    const loader = loaderOf(async () => ({
      error: new CombinedError({ networkError: new Error("offline") }),
    }));
    const answer = loader.load("a").catch((thrown: unknown) => thrown);
    await vi.runAllTimersAsync();
    expect(await answer).toMatchObject({ code: "NETWORK_ERROR" });
  });
});
