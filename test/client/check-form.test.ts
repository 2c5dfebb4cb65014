import { describe, expect, it } from "vitest";
import { emptyForm, type FormValues } from "../../client/outbox/form-values.ts";
import { checkForm, type FormRules } from "../../client/payment-modal/check-form.ts";

const rules: FormRules = {
  methods: [
    { method: "CASH", label: "Cash", referenceRequired: false, referenceLabel: "Receipt number" },
    { method: "ZELLE", label: "Zelle", referenceRequired: true, referenceLabel: "Zelle confirmation" },
    { method: "VENMO", label: "Venmo", referenceRequired: false, referenceLabel: "Venmo transaction" },
  ],
  currency: { code: "USD", minorDigits: 2 },
  today: "2026-06-14",
};

function aForm(values: Partial<FormValues> = {}): FormValues {
  return { ...emptyForm("2026-06-14"), patron: "Maya Rivera", amount: "125.5", method: "CASH", ...values };
}

const faultsOf = (values: Partial<FormValues>) => checkForm(aForm(values), rules).faults;

describe("a form without faults", () => {
  it("returns the fields to send: trimmed, the amount with all its digits, empty fields omitted", () => {
    const values = aForm({ patron: "  Maya Rivera ", method: "ZELLE", reference: " ZL-1 ", notes: "  " });
    expect(checkForm(values, rules)).toEqual({
      faults: {},
      fields: {
        patron: "Maya Rivera",
        amount: "125.50",
        method: "ZELLE",
        reference: "ZL-1",
        receivedOn: "2026-06-14",
        patronEmail: undefined,
        notes: undefined,
      },
    });
  });

  it("sends no reference with cash, even if one was typed before cash was chosen", () => {
    expect(checkForm(aForm({ method: "CASH", reference: "ZL-1" }), rules).fields?.reference).toBeUndefined();
  });

  it("accepts a missing reference if the method does not require one", () => {
    expect(faultsOf({ method: "VENMO", reference: "" })).toEqual({});
  });
});

describe("a form with faults", () => {
  it("reports all of them and returns nothing to send", () => {
    const values = { patron: " ", amount: "x", method: "", receivedOn: "", patronEmail: "maya" } as const;
    const { fields, faults } = checkForm(aForm(values), rules);
    expect(fields).toBeUndefined();
    expect(Object.keys(faults)).toEqual(["patron", "amount", "method", "receivedOn", "patronEmail"]);
  });

  it("names the required reference of the method", () => {
    expect(faultsOf({ method: "ZELLE", reference: " " })).toEqual({
      reference: "Zelle confirmation is needed.",
    });
  });

  it("refuses a future day, and accepts today", () => {
    expect(faultsOf({ receivedOn: "2026-06-15" })).toEqual({ receivedOn: "Choose today or an earlier day." });
    expect(faultsOf({ receivedOn: "2026-06-14" })).toEqual({});
  });

  it("names the number of digits of the currency", () => {
    const yen = { ...rules, currency: { code: "JPY", minorDigits: 0 } };
    expect(checkForm(aForm({ amount: "10.5" }), yen).faults.amount).toContain("JPY has no decimals");
    expect(faultsOf({ amount: "10.555" }).amount).toContain("USD has 2 decimals");
  });
});
