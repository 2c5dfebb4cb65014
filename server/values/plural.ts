/** A count with its noun: `1 row`, `2 rows`, `20,000 rows`; `plurals` is the plural form where it is not the noun and an s. */
export function countOf(count: number, noun: string, plurals = `${noun}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plurals}`;
}
