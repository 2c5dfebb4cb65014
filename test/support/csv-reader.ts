/** Reads CSV strictly by RFC 4180, without the server's code. */
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
  if (end !== text.length) throw new Error(`Invalid CSV at character ${end}: ${text.slice(end, end + 40)}`);
  return rows;
}
