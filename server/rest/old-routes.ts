import { hasScope, recorderOf, type Viewer } from "../access/viewer.ts";
import { isEventId, toPaymentId } from "../ledger/ids.ts";
import { walkLedger } from "../ledger/ledger-lines.ts";
import { type LogPaymentOutcome, logPayment } from "../ledger/payments/log-payment.ts";
import type { PossibleDuplicate } from "../ledger/payments/refusals.ts";
import { readingOf, toLedgerLine } from "../ledger/reading.ts";
import type { ReadingContext, StoredLine } from "../ledger/stored-line.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { formatDecimal, minorDigits } from "../values/money.ts";
import { countTextBytes, MAX_TEXT_BYTES } from "./answer-limit.ts";
import { json, jsonText } from "./json.ts";
import { refuse } from "./refuse.ts";

/** One of the two routes that the old page calls, and the event it is about. */
export interface OldRoute {
  name: "payment" | "payments";
  eventId: string;
}

/** The old route of a path, or null when it is none of ours. */
export function matchOldRoute(pathname: string): OldRoute | null {
  const match = /^\/api\/g\/([^/]+)\/(payments?)$/.exec(pathname);
  if (!match) return null;
  const eventId = decodePathSegment(match[1] ?? "");
  return eventId === null || !isEventId(eventId) ? null : { name: match[2] as OldRoute["name"], eventId };
}

function decodePathSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

interface OldCall {
  request: Request;
  route: OldRoute;
  viewer: Viewer;
}

/** Answers an old route: a thin skin over the same use cases as GraphQL. */
export async function answerOldRoute(services: { ledger: WriteContext }, call: OldCall): Promise<Response> {
  const { request, route, viewer } = call;
  const allowed = route.name === "payment" ? "POST" : "GET";
  if (request.method !== allowed) return json(405, { message: `Use ${allowed}.` }, { allow: allowed });
  if (!hasScope(viewer, route.name === "payment" ? "PAYMENTS_WRITE" : "PAYMENTS_READ")) return refuse(viewer);
  return route.name === "payment" ? postPayment(services, call) : getPayments(services, route);
}

/**
 * An old page cannot be asked whether it means it: a likeness is logged, and stands on the entry. A caller that repeats its
 * requests names them by the header `Idempotency-Key`.
 */
async function postPayment(
  services: { ledger: WriteContext },
  { request, route, viewer }: OldCall,
): Promise<Response> {
  const body = await readBody(request);
  if (!body) return json(400, { message: "The body is not a JSON object with patron, amount and notes." });
  const idempotencyKey = request.headers.get("idempotency-key");
  const input = { eventId: route.eventId, ...body, idempotencyKey, allowDuplicate: true as const };
  return toResponse(await logPayment(services.ledger, { input, by: recorderOf(viewer) }));
}

async function readBody(
  request: Request,
): Promise<{ patron: string; amount: string; notes: string | null } | null> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const { patron, amount, notes } = body as Record<string, unknown>;
  return { patron: textOf(patron), amount: textOf(amount), notes: notes == null ? null : textOf(notes) };
}

/** Old pages send amounts as JSON numbers; the shortest text of such a number is what was written in it. */
const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function toResponse(outcome: Exclude<LogPaymentOutcome, PossibleDuplicate>): Response {
  switch (outcome.result) {
    case "logged":
      return json(
        200,
        { payment_id: toPaymentId(outcome.line.entry.ref) },
        outcome.replayed ? { "idempotent-replayed": "true" } : {},
      );
    case "idempotencyConflict":
      return json(422, {
        message: "This Idempotency-Key was used before, with other content. Nothing was logged.",
        payment_id: toPaymentId(outcome.existing.entry.ref),
        fields: outcome.differingFields,
      });
    case "eventNotFound":
      return json(404, { message: "There is no such event." });
    case "invalid": {
      const isUnknown = outcome.faults.some(({ code }) => code === "UNKNOWN_EVENT");
      const faults = outcome.faults.map(({ path, code, message }) => ({ field: path.at(-1), code, message }));
      return json(isUnknown ? 404 : 400, { message: faults[0]?.message, faults });
    }
    case "busy":
      return json(503, { message: "The ledger is busy. Try again." }, { "retry-after": "1" });
  }
}

/** All entries or none: a list that ends too early adds up to a wrong total. */
async function getPayments({ ledger }: { ledger: WriteContext }, { eventId }: OldRoute): Promise<Response> {
  const [snapshot] = await ledger.store.readEvents([eventId]);
  const rows: string[] = [];
  let bytes = 0;
  for await (const stored of walkLedger(ledger.store, eventId)) {
    if (!snapshot) continue;
    const row = JSON.stringify(toRow(stored, readingOf(snapshot, ledger)));
    bytes += countTextBytes(row) + 1;
    if (bytes > MAX_TEXT_BYTES) return json(422, { message: TOO_MANY });
    rows.push(row);
  }
  const isKnown = rows.length > 0 || snapshot?.facts || snapshot?.head;
  return isKnown ? jsonText(200, `[${rows.join(",")}]`) : json(404, { message: "There is no such event." });
}

const TOO_MANY =
  "The payments of this event are more than one answer can hold (6 MB), so none are listed. Ask for them in pages, by POST to /graphql: " +
  "{ event(id: …) { payments(first: 100, orderBy: OLDEST_FIRST) { nodes { id amount { amount } patron loggedAt notes } pageInfo { endCursor hasNextPage } } } }";

function toRow(stored: StoredLine, reading: ReadingContext): unknown {
  const { entry } = toLedgerLine(stored, reading);
  const digits = minorDigits(entry.currency) ?? 0;
  const legacy = stored.row.readLegacy();
  return {
    payment_id: legacy.paymentId ?? toPaymentId(entry.ref),
    amount: Number(entry.minorUnits === null ? entry.storedAmount : formatDecimal(entry.minorUnits, digits)),
    patron: entry.patron,
    timestamp: legacy.timestamp ?? entry.loggedAt,
    notes: entry.notes ?? "",
  };
}
