/** What money is for, in the order in which it is shown: `PaymentPurpose` in the schema. */
export const PURPOSES = ["FARE", "GRATUITY", "SECURITY_DEPOSIT"] as const;

/** What money is for: the fare, a tip for the crew, or a security deposit that goes back. */
export type Purpose = (typeof PURPOSES)[number];

/** Signed minor units by purpose; a purpose without money is omitted. Null means that all of an amount is fare. */
export type Parts = Partial<Record<Purpose, number>> | null;

/** Minor units of every purpose. */
export type Sums = Record<Purpose, number>;

/** Nothing for any purpose. */
export const NO_SUMS: Sums = { FARE: 0, GRATUITY: 0, SECURITY_DEPOSIT: 0 };

/** An amount by purpose. An amount that cannot be represented is zero. */
export function splitByPurpose({ minorUnits, parts }: { minorUnits: number | null; parts: Parts }): Sums {
  return parts === null ? { ...NO_SUMS, FARE: minorUnits ?? 0 } : { ...NO_SUMS, ...parts };
}

/** The parts of sums, in the form that is stored: null if all of it is fare. */
export function toParts(sums: Sums): Parts {
  const purposes = purposesIn(sums);
  if (purposes.every((purpose) => purpose === "FARE")) return null;
  return Object.fromEntries(purposes.map((purpose) => [purpose, sums[purpose]]));
}

/** The sum of two amounts, purpose by purpose; the second counts `times` times. */
export function addSums(a: Sums, b: Sums, times: 1 | -1 = 1): Sums {
  return {
    FARE: a.FARE + times * b.FARE,
    GRATUITY: a.GRATUITY + times * b.GRATUITY,
    SECURITY_DEPOSIT: a.SECURITY_DEPOSIT + times * b.SECURITY_DEPOSIT,
  };
}

/** Sums with the other sign. */
export const negated = (sums: Sums): Sums => addSums(NO_SUMS, sums, -1);

/** The same parts with the other sign. */
export const negateParts = (parts: Parts): Parts => parts && toParts(negated({ ...NO_SUMS, ...parts }));

/** The total of all purposes. */
export const totalOf = (sums: Sums): number => sums.FARE + sums.GRATUITY + sums.SECURITY_DEPOSIT;

/** The purposes for which there is money. */
export const purposesIn = (sums: Sums): Purpose[] => PURPOSES.filter((purpose) => sums[purpose] !== 0);

/** The purposes that an amount has. */
export function purposesOf(amount: { minorUnits: number | null; parts: Parts }): Purpose[] {
  const purposes = purposesIn(splitByPurpose(amount));
  return purposes.length > 0 ? purposes : ["FARE"];
}
