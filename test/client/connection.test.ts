import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthorizedFetch } from "../../client/api/connection.ts";

const ENDPOINT = "https://payments.example.com/graphql";
const DEADLINE_MS = 30_000;

/** A body of which only the beginning comes, until the request is given up. */
function aStalledAnswer(signal: AbortSignal | null | undefined): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const stop = () => controller.error(signal?.reason);
      controller.enqueue(new TextEncoder().encode('{"data":'));
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop);
    },
  });
  return new Response(body);
}

describe("a call to the server", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("leaves no timer behind once its answer is there", async () => {
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: async () => new Response("{}") });
    expect(await (await send(ENDPOINT)).json()).toEqual({});
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no timer behind when it fails", async () => {
    const lost = new TypeError("offline");
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: () => Promise.reject(lost) });
    await expect(send(ENDPOINT)).rejects.toBe(lost);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is given up after 30 seconds when its answer stalls halfway", async () => {
    const send = createAuthorizedFetch({
      endpoint: ENDPOINT,
      fetch: async (_input, init) => aStalledAnswer(init?.signal),
    });
    const fate = vi.fn();
    const reading = send(ENDPOINT).then((answer) => answer.text());
    void reading.catch(() => fate("given up"));
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1);
    expect(fate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(reading).rejects.toThrow("aborted");
    expect(fate).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is given up when the caller gives up", async () => {
    const send = createAuthorizedFetch({
      endpoint: ENDPOINT,
      fetch: async (_input, init) => aStalledAnswer(init?.signal),
    });
    const caller = new AbortController();
    const reading = send(ENDPOINT, { signal: caller.signal }).then((answer) => answer.text());
    const failure = expect(reading).rejects.toThrow("aborted");
    caller.abort();
    await failure;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("hands on status, headers and an empty body as they came", async () => {
    const empty = new Response(null, { status: 204, headers: { "x-request-id": "r1" } });
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: async () => empty });
    const answer = await send(ENDPOINT);
    expect([answer.status, answer.headers.get("x-request-id"), answer.body]).toEqual([204, "r1", null]);
  });
});
