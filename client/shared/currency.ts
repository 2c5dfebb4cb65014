/** How many minor digits a decimal text carries: `125.50` has 2, `3000` none. The server always sends all of them. */
export function countMinorDigits(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}
