import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthorizedFetch } from "../../client/api/connection.ts";

const ENDPOINT = "https://payments.example.com/graphql";
const DEADLINE_MS = 30_000;

/** A response whose body stalls after its start, until the request is aborted. */
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

  it("leaves no timer behind after its response", async () => {
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: async () => new Response("{}") });
    expect(await (await send(ENDPOINT)).json()).toEqual({});
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no timer behind after a failure", async () => {
    const lost = new TypeError("offline");
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: () => Promise.reject(lost) });
    await expect(send(ENDPOINT)).rejects.toBe(lost);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("times out after 30 seconds if its response stalls", async () => {
    const send = createAuthorizedFetch({
      endpoint: ENDPOINT,
      fetch: async (_input, init) => aStalledAnswer(init?.signal),
    });
    const fate = vi.fn();
    const reading = send(ENDPOINT).then((answer) => answer.text());
    void reading.catch(() => fate("aborted"));
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1);
    expect(fate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(reading).rejects.toThrow("aborted");
    expect(fate).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is aborted if the caller aborts", async () => {
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

  it("returns status, headers and an empty body unchanged", async () => {
    const empty = new Response(null, { status: 204, headers: { "x-request-id": "r1" } });
    const send = createAuthorizedFetch({ endpoint: ENDPOINT, fetch: async () => empty });
    const answer = await send(ENDPOINT);
    expect([answer.status, answer.headers.get("x-request-id"), answer.body]).toEqual([204, "r1", null]);
  });
});
