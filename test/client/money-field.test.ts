import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMinorDigits } from "../../client/shared/currency.ts";
import { decimalSign, formatDecimal } from "../../client/shared/form-formats.ts";
import { readAmount } from "../../client/shared/money-field.ts";

describe("a typed amount", () => {
  it.each([
    ["125.50", 2, "125.50"],
    ["125.5", 2, "125.50"],
    ["125", 2, "125.00"],
    ["125.", 2, "125.00"],
    [".5", 2, "0.50"],
    ["0.07", 2, "0.07"],
    ["007", 2, "7.00"],
    [" $1,250 ", 2, "1250.00"],
    ["1,234,567.89", 2, "1234567.89"],
    ["125,50", 2, "125.50"],
    ["125,5", 2, "125.50"],
    ["3000", 0, "3000"],
    ["¥60,000", 0, "60000"],
    ["1.25", 3, "1.250"],
    ["1,25", 3, "1.250"],
    ["1.250", 3, "1.250"],
    ["1250,500", 3, "1250.500"],
    ["1.250,00", 2, "1250.00"],
    ["1’250.00", 2, "1250.00"],
    ["1,25,000.50", 2, "125000.50"],
    ["1.250", 0, "1250"],
    ["1 250,5", 2, "1250.50"],
    ["١٬٢٥٠٫٥٠", 2, "1250.50"],
    ["۱۲۵٫۵", 2, "125.50"],
    ["１２５．５０", 2, "125.50"],
    ["\u200f125.50\u00a0", 2, "125.50"],
    ["9999999999.99", 2, "9999999999.99"],
  ])("reads %j with %i minor digits as %s", (text, minorDigits, decimal) => {
    expect(readAmount({ text, minorDigits })).toEqual({
      ok: true,
      decimal,
      minorUnits: BigInt(decimal.replace(".", "")),
    });
  });

  it.each([
    ["", 2, "blank"],
    ["  ", 2, "blank"],
    ["$", 2, "blank"],
    ["a lot", 2, "not-a-decimal"],
    ["12x", 2, "not-a-decimal"],
    ["1e3", 2, "not-a-decimal"],
    ["1.2.3", 2, "not-a-decimal"],
    [".", 2, "not-a-decimal"],
    ["1,25,0", 2, "not-a-decimal"],
    ["1.250", 2, "too-many-minor-digits"],
    ["1,250.000,5", 2, "not-a-decimal"],
    ["0", 2, "not-positive"],
    ["0.00", 2, "not-positive"],
    ["-5", 2, "not-positive"],
    ["−5", 2, "not-positive"],
    ["1.005", 2, "too-many-minor-digits"],
    ["10.5", 0, "too-many-minor-digits"],
    ["12345678901", 2, "too-large"],
  ])("refuses %j with %i minor digits as %s", (text, minorDigits, fault) => {
    expect(readAmount({ text, minorDigits })).toEqual({ ok: false, fault });
  });

  it("can be zero if the rules allow it, but never less", () => {
    const read = (text: string) => readAmount({ text, minorDigits: 2, allowsZero: true });
    expect(read("0")).toEqual({ ok: true, decimal: "0.00", minorUnits: 0n });
    expect(read("0.01")).toEqual({ ok: true, decimal: "0.01", minorUnits: 1n });
    expect(read("-0.01")).toEqual({ ok: false, fault: "not-positive" });
    expect(read("")).toEqual({ ok: false, fault: "blank" });
  });

  it("refuses an ambiguous 1,250 in a currency with three minor digits", () => {
    expect(readAmount({ text: "1,250", minorDigits: 3 })).toEqual({ ok: false, fault: "not-a-decimal" });
  });

  it("accepts only the separator of the page's language there", () => {
    const read = (text: string) => readAmount({ text, minorDigits: 3, decimalSign: "," });
    expect(read("1,250")).toEqual({ ok: true, decimal: "1.250", minorUnits: 1250n });
    expect(read("1.250")).toEqual({ ok: false, fault: "not-a-decimal" });
  });

  it("is read exactly as formatted in every language, for every amount and number of digits", () => {
    const amounts = fc.record({
      minorUnits: fc.bigInt({ min: 1n, max: 10n ** 10n - 1n }),
      minorDigits: fc.constantFrom(0, 2, 3, 4),
      language: fc.constantFrom("en", "es", "es-MX", "de", "de-CH", "fr", "ar-EG", "fa", "hi", "ja", "pt-PT"),
    });
    fc.assert(
      fc.property(amounts, ({ minorUnits, minorDigits, language }) => {
        const digits = minorUnits.toString().padStart(minorDigits + 1, "0");
        const whole = digits.slice(0, digits.length - minorDigits);
        const decimal = minorDigits === 0 ? whole : `${whole}.${digits.slice(-minorDigits)}`;
        const drawn = formatDecimal(decimal, language);
        for (const text of [drawn, `$${drawn}`, `${drawn} €`]) {
          const reading = readAmount({ text, minorDigits, decimalSign: decimalSign(language) });
          expect(reading, text).toEqual({ ok: true, decimal, minorUnits });
        }
      }),
    );
  });
});

describe("the number of minor digits", () => {
  it.each([
    ["125.50", 2],
    ["3000", 0],
    ["-1.250", 3],
  ])("is taken from the text %s: %i", (decimal, digits) => {
    expect(countMinorDigits(decimal)).toBe(digits);
  });
});
