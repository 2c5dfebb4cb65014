import { hasScope, type Viewer } from "../access/viewer.ts";
import { writeCsv } from "../export/write-csv.ts";
import { type EntryFilter, FILTER_NAMES, type FilterInput, readFilter } from "../ledger/read/entry-filter.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { countTextBytes, MAX_TEXT_BYTES } from "./answer-limit.ts";
import { json } from "./json.ts";
import { refuse } from "./refuse.ts";

/** The maximum number of rows in one response. */
const MAX_ROWS = 20_000;

/** Handles `GET /export.csv`: the entries that match a filter, oldest first. */
export async function answerExport(
  { ledger }: { ledger: WriteContext },
  { request, viewer }: { request: Request; viewer: Viewer },
): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: "GET" } });
  if (request.method !== "GET") return json(405, { message: "Use GET." }, { allow: "GET" });
  if (!hasScope(viewer, "PAYMENTS_READ")) return refuse(viewer);
  const asked = readQuery(new URL(request.url).searchParams);
  const read = "fault" in asked ? asked : readFilter(asked.input, ledger.timeZone);
  if ("fault" in read) return json(400, { message: read.fault });
  const csv = await collect(ledger, read.filter);
  if (csv === null) return json(422, { message: TOO_MUCH });
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${nameOf(read.filter)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

const TOO_MUCH =
  `The export exceeds ${MAX_ROWS.toLocaleString("en")} rows or the size limit of a response. Request fewer days, or ask the ` +
  "operator to run: npm run export -- --received-from 2026-01-01 --received-to 2026-12-31 --out payments.csv";

function readQuery(query: URLSearchParams): { input: FilterInput } | { fault: string } {
  const input: Record<string, string> = {};
  for (const [name, value] of query) {
    if (!FILTER_NAMES.some((known) => known === name))
      return { fault: `\`${name}\` is not a filter. Use ${FILTER_NAMES.join(", ")}.` };
    if (Object.hasOwn(input, name)) return { fault: `\`${name}\` must be given only once.` };
    input[name] = value;
  }
  return { input };
}

/** The whole export as text, or null if it is too large for one response. */
async function collect(ledger: WriteContext, filter: EntryFilter): Promise<string | null> {
  let [csv, rows, bytes] = ["", 0, 0];
  for await (const piece of writeCsv(ledger, { filter, now: ledger.clock.now() })) {
    rows += piece.rows;
    bytes += countTextBytes(piece.text);
    if (rows > MAX_ROWS || bytes > MAX_TEXT_BYTES) return null;
    csv += piece.text;
  }
  return csv;
}

/** A file name that every file system accepts. It contains only the days, no text that a person typed. */
function nameOf({ received, entered }: EntryFilter): string {
  const days = [received.from ?? entered.from, received.to ?? entered.to].filter((day) => day !== null);
  return ["payments", ...days].join("-");
}
