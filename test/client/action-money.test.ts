import { describe, expect, it } from "vitest";
import type { PartFragment, PaymentPurpose } from "../../client/api/generated/graphql.ts";
import { unitsOf } from "../../client/dialog/money-parts.ts";
import { type ActionSubject, fieldsOf } from "../../client/payment-actions/action-fields.ts";
import { excessFaults, unitsLeft } from "../../client/payment-actions/action-money.ts";
import { checkValues, initialValues } from "../../client/payment-actions/action-values.ts";
import { anEntry, dollars } from "../support/shown.ts";

const currency = { code: "USD", minorDigits: 2 };

const partsFrom = (amounts: Partial<Record<PaymentPurpose, string>>): PartFragment[] =>
  (["FARE", "GRATUITY", "SECURITY_DEPOSIT"] as const).flatMap((purpose) => {
    const amount = amounts[purpose];
    return amount ? [{ purpose, amount: dollars(amount) }] : [];
  });

const PARTS = { FARE: "600.00", GRATUITY: "180.00", SECURITY_DEPOSIT: "500.00" };

const payment = anEntry({ id: "payment", amount: dollars("1280.00"), parts: partsFrom(PARTS) });

const aRefund = (
  amounts: Partial<Record<PaymentPurpose, string>>,
  status: "RECORDED" | "VOIDED" = "RECORDED",
) => anEntry({ kind: "REFUND", status, reverses: { id: "payment" }, parts: partsFrom(amounts) });

const aSubject = (entry = payment, left = unitsOf(entry.parts)): ActionSubject => ({
  ...{ entry, left, currency },
  today: "2026-06-14",
});

describe("what is left of a payment", () => {
  it("is its parts without those of its refunds that are not voided", () => {
    const refunded = { ...payment, refundedAmount: dollars("400.00") };
    const entries = [
      aRefund({ GRATUITY: "-50.00", SECURITY_DEPOSIT: "-350.00" }),
      aRefund({ FARE: "-600.00" }, "VOIDED"),
      anEntry({ kind: "REFUND", reverses: { id: "another" }, parts: partsFrom({ FARE: "-1.00" }) }),
      refunded,
    ];
    expect(unitsLeft(refunded, entries)).toEqual({
      amount: 60_000n,
      gratuity: 13_000n,
      securityDeposit: 15_000n,
    });
  });

  it("is all of it if a refund is not loaded, because the server knows better", () => {
    expect(unitsLeft({ ...payment, refundedAmount: dollars("350.00") }, [payment])).toEqual(
      unitsOf(payment.parts),
    );
  });

  it("is the rest of the amount if all of it is fare, whatever is loaded", () => {
    const fare = anEntry({ refundedAmount: dollars("25.50") });
    expect(unitsLeft(fare, []).amount).toBe(10_000n);
  });
});

describe("a refund", () => {
  it("asks for each kind of money of which something is left", () => {
    const left = { amount: 0n, gratuity: 18_000n, securityDeposit: 15_000n };
    expect(fieldsOf("refund", { left }).slice(0, 2)).toEqual(["gratuity", "securityDeposit"]);
    expect(initialValues("refund", aSubject(payment, left))).toMatchObject({
      gratuity: "",
      securityDeposit: "",
    });
  });

  it("starts with all that is left if that is of one kind", () => {
    const left = { amount: 0n, gratuity: 0n, securityDeposit: 15_000n };
    expect(fieldsOf("refund", { left })[0]).toBe("securityDeposit");
    expect(initialValues("refund", aSubject(payment, left)).securityDeposit).toBe("150.00");
  });

  it("sends what was typed as parts, because it would be fare without them", () => {
    const subject = aSubject();
    const values = { ...initialValues("refund", subject), securityDeposit: "500", reason: "Nothing broke" };
    expect(checkValues("refund", values, subject).input).toMatchObject({
      amount: "500.00",
      parts: [{ purpose: "SECURITY_DEPOSIT", amount: "500.00" }],
    });
  });

  it("has the fault of a missing amount at the first field that it shows", () => {
    const subject = aSubject(payment, { amount: 0n, gratuity: 18_000n, securityDeposit: 15_000n });
    const values = { ...initialValues("refund", subject), reason: "Nothing broke" };
    expect(checkValues("refund", values, subject).faults).toEqual({
      gratuity: "Enter how much was received.",
    });
  });

  it("that exceeds what is left says so at each field", () => {
    const units = { amount: 60_000n, gratuity: 18_001n, securityDeposit: 50_000n };
    const left = { amount: 60_000n, gratuity: 18_000n, securityDeposit: 0n };
    expect(excessFaults(units, { left, currency })).toEqual({
      gratuity: "Only $180.00 is left.",
      securityDeposit: "Only $0.00 is left.",
    });
  });
});

describe("a correction", () => {
  const corrected = (typed: object) => {
    const subject = aSubject();
    const values = { ...initialValues("correct", subject), reason: "Misheard", ...typed };
    return checkValues("correct", values, subject).input;
  };

  it("starts with the fare, the tip and the security deposit of the payment", () => {
    expect(initialValues("correct", aSubject())).toMatchObject({
      amount: "600.00",
      gratuity: "180.00",
      securityDeposit: "500.00",
    });
  });

  it("of the fare sends the new sum, and leaves the parts to the server", () => {
    expect(corrected({ amount: "650" })).toEqual({ reason: "Misheard", amount: "1330.00" });
  });

  it("of the tip sends the new sum and all parts", () => {
    expect(corrected({ gratuity: "200" })).toEqual({
      reason: "Misheard",
      amount: "1300.00",
      parts: [
        { purpose: "GRATUITY", amount: "200.00" },
        { purpose: "SECURITY_DEPOSIT", amount: "500.00" },
      ],
    });
  });

  it("that only moves money from one purpose to another sends no amount", () => {
    expect(corrected({ amount: "780", gratuity: "", securityDeposit: "500" })).toEqual({
      reason: "Misheard",
      parts: [{ purpose: "SECURITY_DEPOSIT", amount: "500.00" }],
    });
  });

  it("that removes tip and security deposit sends an empty list, which makes all of it fare", () => {
    expect(corrected({ amount: "1280", gratuity: "", securityDeposit: "" })).toEqual({
      reason: "Misheard",
      parts: [],
    });
  });

  it("of nothing is refused, also if an amount is typed in another way", () => {
    const subject = aSubject();
    const values = { ...initialValues("correct", subject), amount: "600", reason: "Misheard" };
    expect(checkValues("correct", values, subject)).toEqual({ faults: { reason: "Change what was wrong." } });
  });
});
