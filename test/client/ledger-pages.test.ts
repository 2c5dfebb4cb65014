import { describe, expect, it } from "vitest";
import type { DashboardEvent } from "../../client/api/event-loader.ts";
import type { EntryFragment } from "../../client/api/generated/graphql.ts";
import {
  lacksEntries,
  withFreshPage,
  withLoggedPayment,
  withOlderPage,
} from "../../client/payment-list/ledger-pages.ts";

const money = { amount: "1.00", minorUnits: 100, currency: "USD" };

function anEntry(sequence: number, overrides: Partial<EntryFragment> = {}): EntryFragment {
  return {
    id: `entry-${sequence}`,
    kind: "PAYMENT",
    status: "RECORDED",
    patron: "Maya Rivera",
    amount: money,
    storedAmount: null,
    method: "CASH",
    reference: null,
    notes: null,
    receivedOn: "2026-06-14",
    loggedAt: "2026-06-14T20:00:00.000Z",
    loggedLate: false,
    recordedBy: "Ines Duarte",
    reason: null,
    adopted: false,
    sequence,
    refundedAmount: money,
    notification: { status: "SENT", sentAt: null, lastError: null },
    receipt: null,
    ...overrides,
  };
}

/** An event whose ledger has the entries 1 to `lastSequence`, shown down to `oldestShown`. */
function anEvent(lastSequence: number, oldestShown: number): DashboardEvent {
  const nodes: EntryFragment[] = [];
  for (let sequence = lastSequence; sequence >= oldestShown; sequence--) nodes.push(anEntry(sequence));
  return {
    id: "2026-06-14-rivera-sunset",
    title: "Rivera sunset sail",
    currency: "USD",
    totalCollected: money,
    paymentCount: lastSequence,
    lastSequence,
    totalsByMethod: [],
    payments: { nodes, pageInfo: { hasNextPage: oldestShown > 1, endCursor: `before-${oldestShown}` } },
  };
}

const sequencesOf = (event: DashboardEvent) => event.payments.nodes.map(({ sequence }) => sequence);

describe("an older page", () => {
  it("is added below, without what is shown already", () => {
    const shown = anEvent(6, 4);
    const next = withOlderPage(shown, anEvent(5, 2).payments);
    expect(sequencesOf(next)).toEqual([6, 5, 4, 3, 2]);
    expect(next.payments.pageInfo).toEqual({ hasNextPage: true, endCursor: "before-2" });
  });
});

describe("a first page fetched anew", () => {
  it("replaces what it has, and keeps what was loaded further down", () => {
    const next = withFreshPage(anEvent(5, 1), anEvent(6, 4));
    expect(sequencesOf(next)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(next.payments.pageInfo).toEqual({ hasNextPage: false, endCursor: "before-1" });
    expect(next.paymentCount).toBe(6);
  });

  it("stands alone when it has nothing in common with what is shown: there may be a gap between", () => {
    const next = withFreshPage(anEvent(3, 1), anEvent(9, 7));
    expect(sequencesOf(next)).toEqual([9, 8, 7]);
    expect(next.payments.pageInfo.hasNextPage).toBe(true);
  });
});

describe("a payment just logged", () => {
  it("comes on top, under the totals that came with it", () => {
    const { payments: _none, ...totals } = anEvent(4, 1);
    const next = withLoggedPayment(anEvent(3, 1), { payment: anEntry(4), event: totals });
    expect(sequencesOf(next)).toEqual([4, 3, 2, 1]);
    expect(next.paymentCount).toBe(4);
  });

  it("is there once when it was shown already", () => {
    const { payments: _none, ...totals } = anEvent(3, 1);
    const next = withLoggedPayment(anEvent(3, 1), { payment: anEntry(3), event: totals });
    expect(sequencesOf(next)).toEqual([3, 2, 1]);
  });

  it("leaves the list incomplete when others have logged meanwhile", () => {
    expect(lacksEntries(anEvent(3, 1), { event: anEvent(4, 1) })).toBe(false);
    expect(lacksEntries(anEvent(3, 1), { event: anEvent(5, 1) })).toBe(true);
  });
});
