import { describe, expect, it } from "vitest";
import { decideDeparture } from "../../../server/ledger/departure.ts";

const NO_TERMS = "Payment terms are not set. Ask the admin before departing.";
const NO_DEPOSIT = "Do not depart until the deposit is confirmed.";
const NO_BALANCE = "Do not depart until full payment is received and logged.";
const CANCELLED = "This charter is cancelled.";

const RUNNING = ["pending", "confirmed", "in_progress", "completed"];
const ENDED = [
  "cancelled",
  "canceled",
  "CANCELLED",
  "Canceled",
  " Cancelled\t",
  "cancelled\n",
  "\u00a0canceled ",
];

/** No status, and words that only resemble the one that stops a departure. */
const OTHER = [null, "", " ", "postponed", "cancel", "not cancelled", "cancellled"];

const asTerms = (total: number, deposit: number | null = null) => ({
  agreedTotalMinorUnits: total,
  depositMinorUnits: deposit,
});

/** Every kind of terms with fares on both sides of each limit, the state that follows, and its banner. */
const CASES = [
  ["no terms", null, { [-1]: "UNKNOWN", 0: "UNKNOWN", 1: "UNKNOWN", 100000: "UNKNOWN" }],
  [
    "a deposit",
    asTerms(1_000_00, 300_00),
    {
      [-1]: "TENTATIVE",
      0: "TENTATIVE",
      29999: "TENTATIVE",
      30000: "DEPOSIT_RECEIVED",
      99999: "DEPOSIT_RECEIVED",
      100000: "PAID_IN_FULL",
      100001: "PAID_IN_FULL",
    },
  ],
  [
    "a deposit that is the whole price",
    asTerms(500, 500),
    { 0: "TENTATIVE", 499: "TENTATIVE", 500: "PAID_IN_FULL" },
  ],
  [
    "no deposit",
    asTerms(1_000_00),
    {
      [-1]: "TENTATIVE",
      0: "TENTATIVE",
      1: "DEPOSIT_RECEIVED",
      99999: "DEPOSIT_RECEIVED",
      100000: "PAID_IN_FULL",
    },
  ],
  [
    "a deposit of zero",
    asTerms(100, 0),
    { 0: "TENTATIVE", 1: "DEPOSIT_RECEIVED", 99: "DEPOSIT_RECEIVED", 100: "PAID_IN_FULL" },
  ],
  ["a price of zero", asTerms(0), { [-1]: "TENTATIVE", 0: "PAID_IN_FULL", 1: "PAID_IN_FULL" }],
] as const;

const BANNERS: Record<string, string | null> = {
  UNKNOWN: NO_TERMS,
  TENTATIVE: NO_DEPOSIT,
  DEPOSIT_RECEIVED: NO_BALANCE,
  PAID_IN_FULL: null,
};

const rowsFor = (statuses: readonly (string | null)[]) =>
  CASES.flatMap(([name, terms, states]) =>
    Object.entries(states).flatMap(([fare, paymentState]) =>
      statuses.map((status) => ({ name, terms, fareMinorUnits: Number(fare), paymentState, status })),
    ),
  );

describe("the crew", () => {
  it.each(rowsFor([...RUNNING, ...OTHER]))(
    "of an event that is $status, with $name and a fare of $fareMinorUnits, departs only if it is $paymentState",
    ({ status, terms, fareMinorUnits, paymentState }) => {
      expect(decideDeparture({ status, terms, fareMinorUnits })).toEqual({
        paymentState,
        clearToDepart: paymentState === "PAID_IN_FULL",
        banner: BANNERS[paymentState],
      });
    },
  );

  it.each(rowsFor(ENDED))(
    "of an event that is $status, with $name and a fare of $fareMinorUnits, never departs; it stays $paymentState",
    ({ status, terms, fareMinorUnits, paymentState }) => {
      expect(decideDeparture({ status, terms, fareMinorUnits })).toEqual({
        paymentState,
        clearToDepart: false,
        banner: CANCELLED,
      });
    },
  );

  it("is tested in every payment state, before and after each status", () => {
    for (const status of [...RUNNING, ...ENDED, ...OTHER]) {
      const states = rowsFor([status]).map(({ paymentState }) => paymentState);
      expect(new Set(states)).toEqual(new Set(Object.keys(BANNERS)));
    }
  });
});
