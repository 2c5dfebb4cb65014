/** The value below which a share of the values lies, e.g. 0.5 for the median. Throws if there are no values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new Error("A quantile needs at least one value.");
  return below + (above - below) * (at - Math.floor(at));
}

/** The median. */
export const median = (values: readonly number[]) => quantile(values, 0.5);

/** The difference between the largest and the smallest value, relative to the median. */
export const spread = (values: readonly number[]) =>
  (Math.max(...values) - Math.min(...values)) / median(values);
