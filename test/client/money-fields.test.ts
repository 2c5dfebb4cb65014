import { describe, expect, it } from "vitest";
import { isUnfolded, type MoneyValues, moneyFieldAt, readMoney } from "../../client/dialog/money-fields.ts";
import {
  moneyToSend,
  partsOf,
  sumOf,
  textsOf,
  unitsOf,
  unitsOfInput,
} from "../../client/dialog/money-parts.ts";
import { sumWords } from "../../client/dialog/money-texts.ts";
import type { Currency } from "../../client/shared/currency.ts";

const USD: Currency = { code: "USD", minorDigits: 2 };
const JPY: Currency = { code: "JPY", minorDigits: 0 };
const KWD: Currency = { code: "KWD", minorDigits: 3 };

const typed = (values: Partial<MoneyValues>): MoneyValues => ({
  ...{ amount: "", gratuity: "", securityDeposit: "" },
  ...values,
});

/** What is sent, or the faults. */
function read(values: Partial<MoneyValues>, currency = USD) {
  const reading = readMoney(typed(values), currency);
  return reading.ok ? moneyToSend(reading.units, currency) : reading.faults;
}

describe("the fields of an amount", () => {
  it.each([
    [USD, "0.10", "0.20", "0.30"],
    [USD, "600", "180", "780.00"],
    [USD, "1,234.56", "0.01", "1234.57"],
    [USD, "9999999998.99", "0.99", "9999999999.98"],
    [JPY, "15000", "1", "15001"],
    [KWD, "180.500", "0.005", "180.505"],
  ])("add up exactly: %o %s + %s = %s", (currency, amount, gratuity, sum) => {
    expect(read({ amount, gratuity }, currency)).toMatchObject({ amount: sum });
  });

  it("are sent as their sum, with a part for what is not fare", () => {
    expect(read({ amount: "600", gratuity: "180", securityDeposit: "500" })).toEqual({
      amount: "1280.00",
      parts: [
        { purpose: "GRATUITY", amount: "180.00" },
        { purpose: "SECURITY_DEPOSIT", amount: "500.00" },
      ],
    });
  });

  it("are sent without parts if all of it is fare", () => {
    expect(read({ amount: "600" })).toEqual({ amount: "600.00" });
    expect(read({ amount: "600", gratuity: "0", securityDeposit: " " })).toEqual({ amount: "600.00" });
  });

  it.each(["", "0", "0.00"])("may be a tip alone, with the fare typed as %j", (amount) => {
    expect(read({ amount, gratuity: "180" })).toEqual({
      amount: "180.00",
      parts: [{ purpose: "GRATUITY", amount: "180.00" }],
    });
  });

  it("have their faults at the field that is wrong, all of them at once", () => {
    expect(read({ amount: "600", gratuity: "x", securityDeposit: "1.234" })).toEqual({
      gratuity: "Enter the amount as a number, such as 125.50.",
      securityDeposit: "USD has 2 decimals: enter no more.",
    });
    expect(read({ amount: "600", gratuity: "-5" })).toEqual({ gratuity: "Enter more than zero." });
  });

  it("have the fault of a missing or too large sum at the amount", () => {
    expect(read({})).toEqual({ amount: "Enter how much was received." });
    expect(read({ amount: "0", gratuity: "0" })).toEqual({ amount: "Enter more than zero." });
    expect(read({ amount: "9999999999.99", gratuity: "0.01" })).toEqual({
      amount: "Enter at most 10 digits before the point.",
    });
  });

  it("unfold if a person wants them, or if something is in them", () => {
    expect(isUnfolded(typed({ amount: "600" }), false)).toBe(false);
    expect(isUnfolded(typed({ amount: "600" }), true)).toBe(true);
    expect(isUnfolded(typed({ securityDeposit: "5" }), false)).toBe(true);
  });
});

describe("a fault that the server found", () => {
  const parts = [{ purpose: "SECURITY_DEPOSIT" as const, amount: "500.00" }];

  it.each([
    [["input", "amount"], "amount"],
    [["input", "currency"], "amount"],
    [["input", "parts", "0", "amount"], "securityDeposit"],
    [["input", "parts", "0", "purpose"], "securityDeposit"],
    [["input", "parts"], "amount"],
    [["input", "parts", "7", "amount"], "amount"],
    [["input", "patron"], undefined],
  ])("belongs to its field: %j", (path, field) => {
    expect(moneyFieldAt(path, parts)).toBe(field);
  });
});

describe("an amount that was sent", () => {
  it("becomes the fields again from which it was sent", () => {
    const values = { amount: "1,200.00", gratuity: "180.50", securityDeposit: "" };
    const reading = readMoney(values, USD);
    const sent = reading.ok ? moneyToSend(reading.units, USD) : { amount: "" };
    expect(textsOf(unitsOfInput(sent), USD)).toEqual(values);
  });

  it("has the parts that an entry shows, also those of a refund, whose signs are ignored", () => {
    const units = unitsOfInput({ amount: "780.00", parts: [{ purpose: "GRATUITY", amount: "180.00" }] });
    const parts = partsOf(units, USD);
    expect(parts.map(({ purpose, amount }) => [purpose, amount.minorUnits])).toEqual([
      ["FARE", 60_000],
      ["GRATUITY", 18_000],
    ]);
    const refunded = parts.map(({ purpose, amount }) => ({
      purpose,
      amount: { ...amount, amount: `-${amount.amount}` },
    }));
    expect(sumOf(unitsOf(refunded))).toBe(78_000n);
  });
});

describe("the sum in words", () => {
  const words = (values: Partial<MoneyValues>, balanceMinorUnits?: number) => {
    const reading = readMoney(typed(values), USD);
    if (!reading.ok) throw new Error("These amounts are invalid.");
    return sumWords(reading.units, { currency: USD, balanceMinorUnits, outcome: "received" });
  };

  it("names the balance only if the fare is exactly what is due", () => {
    expect(words({ amount: "600", gratuity: "180" }, 60_000)).toBe(
      "$600.00 balance + $180.00 tip = $780.00 received",
    );
    expect(words({ amount: "599.99", gratuity: "180" }, 60_000)).toBe(
      "$599.99 fare + $180.00 tip = $779.99 received",
    );
  });

  it("names every part, and nothing if there is only fare", () => {
    expect(words({ gratuity: "180", securityDeposit: "500" })).toBe(
      "$180.00 tip + $500.00 security deposit = $680.00 received",
    );
    expect(words({ amount: "600" }, 60_000)).toBe("");
  });
});
