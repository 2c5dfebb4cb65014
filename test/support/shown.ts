import type { DashboardEvent } from "../../client/api/event-answer.ts";
import type { EntryFragment } from "../../client/api/generated/graphql.ts";

/** US dollars, as the server returns them. */
export const dollars = (amount: string) => ({
  amount,
  minorUnits: Math.round(Number(amount) * 100),
  currency: "USD",
});

/** An entry as the server returns it: $125.50 fare from Maya Rivera by Zelle, its mail sent. */
export function anEntry(overrides: Partial<EntryFragment> = {}): EntryFragment {
  const { amount = dollars("125.50") } = overrides;
  return {
    id: JSON.stringify(overrides),
    kind: "PAYMENT",
    status: "RECORDED",
    patron: "Maya Rivera",
    amount,
    parts: amount ? [{ purpose: "FARE", amount }] : [],
    storedAmount: null,
    method: "ZELLE",
    reference: "ZL-1",
    notes: null,
    receivedOn: "2026-06-14",
    loggedAt: "2026-06-15T06:30:00.000Z",
    loggedLate: false,
    recordedBy: "Ines Duarte",
    reason: null,
    adopted: false,
    sequence: 1,
    refundedAmount: dollars("0.00"),
    reverses: null,
    replaces: null,
    replacedBy: null,
    notification: { status: "SENT", sentAt: "2026-06-15T06:30:02.000Z", lastError: null },
    receipt: null,
    ...overrides,
  };
}

/** An event as the server returns it, with these entries, the newest first, all of it fare, and without terms. */
export function anEvent(
  nodes: EntryFragment[] = [],
  overrides: Partial<DashboardEvent> = {},
): DashboardEvent {
  const { totalCollected = dollars("125.50") } = overrides;
  return {
    id: "2026-06-14-rivera-sunset",
    title: "Rivera sunset sail",
    currency: "USD",
    totalCollected,
    fareCollected: totalCollected,
    agreedTotal: null,
    deposit: null,
    balanceDue: null,
    credit: null,
    paymentState: "UNKNOWN",
    paymentCount: nodes.length,
    lastSequence: nodes.length,
    ledgerHead: nodes.length > 0 ? "a".repeat(64) : null,
    totalsByMethod: [],
    totalsByPurpose: totalCollected.minorUnits === 0 ? [] : [{ purpose: "FARE", total: totalCollected }],
    payments: { nodes, pageInfo: { hasNextPage: false, endCursor: null } },
    ...overrides,
  };
}
