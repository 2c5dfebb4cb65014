/** Reads CSV (RFC 4180) by the letter: none of the server's code, and no tolerance. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let end = 0;
  for (const [whole, quoted, plain, separator] of text.matchAll(cells)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    end += whole.length;
    if (separator === ",") continue;
    rows.push(row);
    row = [];
  }
  if (end !== text.length)
    throw new Error(`This is no CSV from character ${end} on: ${text.slice(end, end + 40)}`);
  return rows;
}
