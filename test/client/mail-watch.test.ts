import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MailWatch } from "../../client/payment-list/mail-watch.ts";

/** A list with a pending mail, on a page that can be hidden. */
function aWatchedList() {
  const state = { isPending: true, looks: [] as number[] };
  const startedAt = Date.now();
  const host = { addController: () => {}, requestUpdate: () => watch.hostUpdated() };
  const watch = new MailWatch(host as unknown as ReactiveControllerHost, {
    isPending: () => state.isPending,
    refresh: async () => {
      state.looks.push((Date.now() - startedAt) / 1000);
    },
  });
  watch.hostConnected();
  watch.hostUpdated();
  return { state, watch };
}

class FakeDocument extends EventTarget {
  hidden = false;

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

describe("a list with a pending mail", () => {
  let page: FakeDocument;

  beforeEach(() => {
    vi.useFakeTimers();
    page = new FakeDocument();
    vi.stubGlobal("document", page);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("refreshes with growing pauses, up to a minute", async () => {
    const { state } = aWatchedList();
    await vi.advanceTimersByTimeAsync(250_000);
    expect(state.looks).toEqual([2, 6, 14, 30, 62, 122, 182, 242]);
  });

  it("stops after the mail is sent", async () => {
    const { state } = aWatchedList();
    await vi.advanceTimersByTimeAsync(6_000);
    state.isPending = false;
    await vi.advanceTimersByTimeAsync(100_000);
    expect(state.looks).toEqual([2, 6, 14]);
  });

  it("pauses while the page is hidden", async () => {
    const { state } = aWatchedList();
    await vi.advanceTimersByTimeAsync(2_000);
    page.setHidden(true);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(state.looks).toEqual([2]);
    page.setHidden(false);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(state.looks).toEqual([2, 106]);
  });

  it("stops when it is removed from the page", async () => {
    const { state, watch } = aWatchedList();
    watch.hostDisconnected();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(state.looks).toEqual([]);
  });
});
