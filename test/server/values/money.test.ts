import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDecimal,
  minorDigits,
  normalDecimal,
  parseAmount,
  storedToMinorUnits,
} from "../../../server/values/money.ts";

const currencies = Object.keys(JSON.parse(readFileSync("schema/currencies.json", "utf8")));

const anAmount = fc
  .tuple(fc.constantFrom(...currencies), fc.bigInt({ min: 1n, max: 99_999_999_999_999n }))
  .map(([currency, digits]) => {
    const minor = minorDigits(currency) ?? 0;
    const text = String(digits % 10n ** BigInt(10 + minor) || 1n).padStart(minor + 1, "0");
    const whole = text.slice(0, text.length - minor);
    return { currency, text: minor === 0 ? whole : `${whole}.${text.slice(text.length - minor)}` };
  });

describe("a decimal text", () => {
  it("is the same after input, storage in normal form, and output, in every currency", () => {
    fc.assert(
      fc.property(anAmount, ({ currency, text }) => {
        const digits = minorDigits(currency) ?? 0;
        const parsed = parseAmount(text, digits);
        const minorUnits = "minorUnits" in parsed ? parsed.minorUnits : Number.NaN;
        const stored = normalDecimal(formatDecimal(minorUnits, digits));

        expect(formatDecimal(minorUnits, digits)).toBe(text);
        expect(storedToMinorUnits(stored, digits)).toBe(minorUnits);
        expect(storedToMinorUnits(`-${stored}`, digits)).toBe(-minorUnits);
        expect(String(minorUnits)).toBe(BigInt(text.replace(".", "")).toString());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["0.10", "0.1"],
    ["125.50", "125.5"],
    ["007", "7"],
    ["-0.00", "0"],
    ["1000", "1000"],
    ["-12.340", "-12.34"],
  ])("%s is stored as %s, as DynamoDB would return it", (text, normal) => {
    expect(normalDecimal(text)).toBe(normal);
  });
});

describe("minor digits", () => {
  it("are those of ISO 4217, even where Intl differs", () => {
    const digits = ["JPY", "USD", "KWD", "HUF", "IDR", "COP", "IQD", "CLF"].map(minorDigits);

    expect(digits).toEqual([0, 2, 3, 2, 2, 2, 3, 4]);
    expect(minorDigits("XYZ")).toBeNull();
    expect(minorDigits("toString")).toBeNull();
  });
});
