/** The value below which a part of the values lies, e.g. 0.5 for the median. Throws when there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new Error("There is no value to take a quantile of.");
  return below + (above - below) * (at - Math.floor(at));
}

/** The value in the middle. */
export const median = (values: readonly number[]) => quantile(values, 0.5);

/** How far values lie apart: from the least to the most, as a part of the one in the middle. */
export const spread = (values: readonly number[]) =>
  (Math.max(...values) - Math.min(...values)) / median(values);
