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

/** One of the two routes that the old page calls, and its event. */
export interface LegacyRoute {
  name: "payment" | "payments";
  eventId: string;
}

/** The legacy route of a path, or null if the path is not one. */
export function matchLegacyRoute(pathname: string): LegacyRoute | null {
  const match = /^\/api\/g\/([^/]+)\/(payments?)$/.exec(pathname);
  if (!match) return null;
  const eventId = decodePathSegment(match[1] ?? "");
  return eventId === null || !isEventId(eventId) ? null : { name: match[2] as LegacyRoute["name"], eventId };
}

function decodePathSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

interface LegacyCall {
  request: Request;
  route: LegacyRoute;
  viewer: Viewer;
}

/** Handles a legacy route: a thin layer over the same use cases as GraphQL. */
export async function answerLegacyRoute(
  services: { ledger: WriteContext },
  call: LegacyCall,
): Promise<Response> {
  const { request, route, viewer } = call;
  const allowed = route.name === "payment" ? "POST" : "GET";
  if (request.method !== allowed) return json(405, { message: `Use ${allowed}.` }, { allow: allowed });
  if (!hasScope(viewer, route.name === "payment" ? "PAYMENTS_WRITE" : "PAYMENTS_READ")) return refuse(viewer);
  return route.name === "payment" ? postPayment(services, call) : getPayments(services, route);
}

/**
 * The old page cannot ask for confirmation: a possible duplicate is logged, and the entry says so. A caller that may repeat
 * its requests identifies them by the header `Idempotency-Key`.
 */
async function postPayment(
  services: { ledger: WriteContext },
  { request, route, viewer }: LegacyCall,
): Promise<Response> {
  const body = await readBody(request);
  if (!body)
    return json(400, { message: "The request body must be a JSON object with patron, amount and notes." });
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

/** Old pages send amounts as JSON numbers; the shortest text of such a number is the one that was sent. */
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
        message: "This Idempotency-Key was already used with different content. Nothing was logged.",
        payment_id: toPaymentId(outcome.existing.entry.ref),
        fields: outcome.differingFields,
      });
    case "eventNotFound":
      return json(404, { message: "The event does not exist." });
    case "invalid": {
      const isUnknown = outcome.faults.some(({ code }) => code === "UNKNOWN_EVENT");
      const faults = outcome.faults.map(({ path, code, message }) => ({ field: path.at(-1), code, message }));
      return json(isUnknown ? 404 : 400, { message: faults[0]?.message, faults });
    }
    case "busy":
      return json(503, { message: "The ledger is busy. Try again." }, { "retry-after": "1" });
  }
}

/** Returns all entries or none: an incomplete list would add up to a wrong total. */
async function getPayments(
  { ledger }: { ledger: WriteContext },
  { eventId }: LegacyRoute,
): Promise<Response> {
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
  return isKnown ? jsonText(200, `[${rows.join(",")}]`) : json(404, { message: "The event does not exist." });
}

const TOO_MANY =
  "The payments of this event exceed the size limit of a response (6 MB), so none are listed. Request them in pages, by POST to /graphql: " +
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
