import { faultAt, type InputFault } from "../../values/input-faults.ts";
import { minorDigits, normalDecimal, parseAmount } from "../../values/money.ts";
import { type Parts, type Purpose, toParts } from "../purposes.ts";

/** A part of an amount, as callers give it. */
export interface PartInput {
  purpose: Purpose;
  amount: string;
}

/** The parts of an amount, each as normalized text, to recognize a repeated call. Null if none are given. */
export function partsAsGiven(parts: readonly PartInput[] | null | undefined): string | null {
  if (parts == null) return null;
  const texts = parts.map(({ purpose, amount }) => `${purpose} ${normalDecimal(amount.trim())}`);
  return texts.sort().join("; ");
}

/**
 * Reads the parts of an amount. They must be greater than zero, one for each purpose at most, and not exceed the amount; what
 * is left is fare. `minorUnits` is null if the amount itself is invalid.
 */
export function readParts(
  { parts }: { parts: readonly PartInput[] | null },
  { currency, minorUnits }: { currency: string; minorUnits: number | null },
): { parts: Parts; faults: InputFault[] } {
  const faults: InputFault[] = [];
  const sums = new Map<Purpose, number>();
  for (const [at, { purpose, amount }] of (parts ?? []).entries()) {
    const isRepeated = sums.has(purpose);
    if (isRepeated)
      faults.push(partFault(at, "purpose", "REPEATED_PURPOSE", `${purpose} occurs more than once.`));
    const parsed = parseAmount(normalDecimal(amount.trim()), minorDigits(currency) ?? 0);
    if ("fault" in parsed) {
      const message = `This must be an amount in ${currency}, greater than zero.`;
      faults.push(partFault(at, "amount", parsed.fault, message));
    }
    if (!isRepeated) sums.set(purpose, "minorUnits" in parsed ? parsed.minorUnits : 0);
  }
  if (faults.length > 0 || minorUnits === null) return { parts: null, faults };
  const total = [...sums.values()].reduce((sum, part) => sum + part, 0);
  const isWrong = total > minorUnits || (sums.has("FARE") && total !== minorUnits);
  if (isWrong) return { parts: null, faults: [PARTS_DIFFER] };
  const fare = minorUnits - (total - (sums.get("FARE") ?? 0));
  return {
    parts: toParts({
      FARE: fare,
      GRATUITY: sums.get("GRATUITY") ?? 0,
      SECURITY_DEPOSIT: sums.get("SECURITY_DEPOSIT") ?? 0,
    }),
    faults,
  };
}

const PARTS_DIFFER = faultAt(
  "parts",
  "PARTS_DIFFER",
  "The parts must add up to the amount. What is not named is fare.",
);

const partFault = (at: number, field: string, code: InputFault["code"], message: string): InputFault => ({
  path: ["input", "parts", String(at), field],
  code,
  message,
});
