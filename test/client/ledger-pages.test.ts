import { describe, expect, it } from "vitest";
import type { DashboardEvent } from "../../client/api/event-answer.ts";
import type { EntryFragment } from "../../client/api/generated/graphql.ts";
import { withFreshPage, withOlderPage } from "../../client/payment-list/ledger-pages.ts";
import { lacksEntries, withLoggedPayment } from "../../client/payment-list/take-news.ts";
import { anEntry, anEvent } from "../support/shown.ts";

const entryAt = (sequence: number, overrides: Partial<EntryFragment> = {}) =>
  anEntry({ id: `entry-${sequence}`, sequence, ...overrides });

/** An event with the entries 1 to `lastSequence`, shown down to `oldestShown`. */
function eventWith(lastSequence: number, oldestShown: number): DashboardEvent {
  const nodes: EntryFragment[] = [];
  for (let sequence = lastSequence; sequence >= oldestShown; sequence--) nodes.push(entryAt(sequence));
  const pageInfo = { hasNextPage: oldestShown > 1, endCursor: `before-${oldestShown}` };
  return anEvent(nodes, { paymentCount: lastSequence, lastSequence, payments: { nodes, pageInfo } });
}

const sequencesOf = (event: DashboardEvent) => event.payments.nodes.map(({ sequence }) => sequence);

describe("an older page", () => {
  it("is appended, without entries that are already shown", () => {
    const shown = eventWith(6, 4);
    const next = withOlderPage(shown, eventWith(5, 2).payments);
    expect(sequencesOf(next)).toEqual([6, 5, 4, 3, 2]);
    expect(next.payments.pageInfo).toEqual({ hasNextPage: true, endCursor: "before-2" });
  });
});

describe("a refreshed first page", () => {
  it("replaces its entries, and keeps those of later pages", () => {
    const next = withFreshPage(eventWith(5, 1), eventWith(6, 4));
    expect(sequencesOf(next)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(next.payments.pageInfo).toEqual({ hasNextPage: false, endCursor: "before-1" });
    expect(next.paymentCount).toBe(6);
  });

  it("replaces everything if it has no common entry, because there may be a gap", () => {
    const next = withFreshPage(eventWith(3, 1), eventWith(9, 7));
    expect(sequencesOf(next)).toEqual([9, 8, 7]);
    expect(next.payments.pageInfo.hasNextPage).toBe(true);
  });
});

describe("a payment that was just logged", () => {
  it("is on top, with the totals from the result", () => {
    const { payments: _none, ...totals } = eventWith(4, 1);
    const next = withLoggedPayment(eventWith(3, 1), { payment: entryAt(4), event: totals });
    expect(sequencesOf(next)).toEqual([4, 3, 2, 1]);
    expect(next.paymentCount).toBe(4);
  });

  it("appears once if it was already shown", () => {
    const { payments: _none, ...totals } = eventWith(3, 1);
    const next = withLoggedPayment(eventWith(3, 1), { payment: entryAt(3), event: totals });
    expect(sequencesOf(next)).toEqual([3, 2, 1]);
  });

  it("leaves the list incomplete if others have logged meanwhile", () => {
    expect(lacksEntries(eventWith(3, 1), { event: eventWith(4, 1) })).toBe(false);
    expect(lacksEntries(eventWith(3, 1), { event: eventWith(5, 1) })).toBe(true);
  });
});
