import fc from "fast-check";
import { createPermission, type ScopeWord } from "./access-directives.ts";
import { aText, aValue, NASTY_VALUES, spell } from "./hostile-values.ts";
import { CONTENT_TYPES, METHODS, NASTY_BODIES, NASTY_DOCUMENTS, NASTY_PATHS } from "./nasty-requests.ts";
import { NASTY_TEXTS } from "./nasty-texts.ts";
import {
  createPathFinder,
  drawOperation,
  fillParameters,
  type Leaf,
  type Operation,
  placesWithArguments,
} from "./operations.ts";

/** A request from an attacker who knows everything about the API. */
export interface HostileRequest {
  path: string;
  method: string;
  headers: [name: string, value: string][];
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Draws a value from an arbitrary. */
export type Draw = <Value>(arbitrary: () => fc.Arbitrary<Value>) => Value;

/** An existing event and payment that a request can name. */
export interface Target {
  eventId: string;
  paymentId: string;
  /** The password for `signIn`, unless it gets a nasty value. */
  password: string;
}

const JSON_HEADER: [string, string] = ["content-type", "application/json"];
const drawn = new Map<string, Operation[]>();

/** An operation for every field with arguments, reached through fields that these scopes allow, selected to a depth. */
function operationsFor(scopes: ScopeWord[]): Operation[] {
  const known = drawn.get(scopes.join());
  if (known) return known;
  const may = createPermission(scopes);
  const findPath = createPathFinder(may);
  const operations = placesWithArguments().map((place) => drawOperation(findPath(place), { may, depth: 3 }));
  drawn.set(scopes.join(), operations);
  return operations;
}

function validValue({ name, type, of }: Leaf, { eventId, paymentId, password }: Target): unknown {
  const byName: Record<string, unknown> = {
    id: of.field === "payment" ? paymentId : eventId,
    paymentId,
    password,
    method: "CASH",
    receivedOn: "2026-06-14",
    patronEmail: "maya@example.com",
    allowDuplicate: true,
    orderBy: "OLDEST_FIRST",
    first: 5,
    patron: "Maya Rivera",
    name: "Tom Okafor",
    reason: "A mistake",
  };
  return byName[name] ?? { ID: eventId, Decimal: "5.00" }[type];
}

/** A field with arguments of which none, a few or all are nasty. */
function anOperation(
  draw: Draw,
  { scopes, target }: { scopes: ScopeWord[]; target: Target },
): HostileRequest {
  const kind = draw(() => fc.constantFrom("query", "mutation"));
  const operations = operationsFor(scopes).filter(({ query }) => query.startsWith(kind));
  const operation = draw(() => fc.constantFrom(...operations));
  // How many of a hundred arguments are nasty.
  const share = draw(() => fc.constantFrom(0, 12, 12, 25, 100));
  const isNasty = () => draw(() => fc.integer({ min: 1, max: 100 })) <= share;
  const variables = fillParameters(operation, (leaf) =>
    isNasty() ? draw(aValue) : validValue(leaf, target),
  );
  return toRequest(operation, variables);
}

/** Every known nasty value in every argument of every field; the other arguments are valid. */
export function* everyNastyArgument(caller: {
  scopes: ScopeWord[];
  target(number: number): Target;
}): Generator<HostileRequest> {
  let number = 0;
  for (const operation of operationsFor(caller.scopes)) {
    for (let place = 0, places = 1; place < places; place += 1) {
      for (const nasty of NASTY_VALUES) {
        const target = caller.target(number++);
        let leaves = 0;
        const variables = fillParameters(operation, (leaf) =>
          leaves++ === place ? nasty : validValue(leaf, target),
        );
        places = leaves;
        yield toRequest(operation, variables);
      }
    }
  }
}

const toRequest = ({ query }: Operation, variables: unknown): HostileRequest => ({
  path: "/graphql",
  method: "POST",
  headers: [JSON_HEADER],
  body: spell({ query, variables }),
});

function aDocument(draw: Draw): HostileRequest {
  const known = draw(() => fc.constantFrom(...NASTY_DOCUMENTS));
  const text = draw(aText);
  const query = draw(() =>
    fc.constantFrom(
      known,
      `{ event(id: ${JSON.stringify(text)}) { id } }`,
      `{ ${text} }`,
      `query ${text} { viewer { kind } }`,
    ),
  );
  const operationName = draw(() => fc.constantFrom(undefined, null, text, "__proto__"));
  if (draw(fc.boolean)) {
    return {
      path: "/graphql",
      method: "POST",
      headers: [JSON_HEADER],
      body: spell({ query, operationName }),
    };
  }
  const parameters = new URLSearchParams({ query, variables: draw(aText), extensions: draw(aText) });
  return { path: `/graphql?${parameters}`, method: "GET", headers: [], body: null };
}

function aBody(draw: Draw, { eventId }: Target): HostileRequest {
  const path = draw(() => fc.constantFrom("/graphql", `/api/g/${encodeURIComponent(eventId)}/payment`));
  const body = draw(() =>
    fc.oneof(fc.constantFrom(...NASTY_BODIES), fc.uint8Array({ maxLength: 300 }), aText()),
  );
  const type = draw(() => fc.constantFrom(...CONTENT_TYPES));
  const bytes = typeof body === "string" ? body.toWellFormed() : new Uint8Array(body);
  return { path, method: "POST", headers: [["content-type", type]], body: bytes };
}

function aPath(draw: Draw): HostileRequest {
  const text = draw(aText).toWellFormed();
  const odd = draw(() =>
    fc.constantFrom(
      `/api/g/${encodeURIComponent(text)}/payments`,
      `/api/g/${text}/payment`,
      `/${text}`,
      `/graphql?${text}`,
    ),
  );
  const path = draw(() => fc.constantFrom(...NASTY_PATHS, odd, odd, odd, odd, odd, odd));
  const method = draw(() => fc.constantFrom(...METHODS));
  return { path, method, headers: [], body: null };
}

/** A legacy route with a body of the right shape and nasty values. */
function aLegacyRoute(draw: Draw, { eventId }: Target): HostileRequest {
  const id = draw(() => fc.oneof(fc.constant(eventId), aText())).toWellFormed();
  const path = `/api/g/${encodeURIComponent(id)}/payment`;
  const fields = {
    patron: draw(aValue),
    amount: draw(() => fc.oneof(fc.constant(5), aValue())),
    notes: draw(aValue),
  };
  if (draw(fc.boolean)) return { path: `${path}s`, method: "GET", headers: [], body: null };
  return { path, method: "POST", headers: [JSON_HEADER], body: spell(fields) };
}

const HEADERS = [
  ...[
    "authorization",
    "x-recorded-by",
    "cloudfront-viewer-address",
    "origin",
    "accept",
    "accept-encoding",
    "host",
    "cookie",
  ],
  ...[
    "x-forwarded-for",
    "content-length",
    "content-encoding",
    "x-http-method-override",
    "x-origin-secret",
    "__proto__",
    "range",
  ],
];

/** A header with a nasty value, as it may arrive: in UTF-8, and without line breaks, which no server accepts. */
function aHeader(draw: Draw): [name: string, value: string] {
  const name = draw(() =>
    fc.constantFrom(...HEADERS, "authorization", "cloudfront-viewer-address", "x-recorded-by"),
  );
  const nasty = draw(() =>
    fc.oneof(
      aText(),
      fc.constantFrom(...NASTY_TEXTS).map((text) => `sck_${text}`),
      aText().map((text) => `scs_${text}`),
      aText().map((text) => `${text}:443`),
    ),
  );
  return [
    name,
    Buffer.from(nasty, "utf8")
      .toString("latin1")
      .replace(/[\0\r\n]/g, ""),
  ];
}

/** A request of any kind, sometimes with a nasty header. */
export function drawRequest(draw: Draw, caller: { scopes: ScopeWord[]; target: Target }): HostileRequest {
  const kind = draw(() =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constant("operation") },
      ...["document", "body", "path", "legacyRoute"].map((name) => ({
        weight: 2,
        arbitrary: fc.constant(name),
      })),
    ),
  );
  const drawKind = () => {
    if (kind === "document") return aDocument(draw);
    if (kind === "body") return aBody(draw, caller.target);
    if (kind === "path") return aPath(draw);
    return kind === "legacyRoute" ? aLegacyRoute(draw, caller.target) : anOperation(draw, caller);
  };
  const request = drawKind();
  const isOdd = draw(() => fc.integer({ min: 0, max: 5 })) === 0;
  return isOdd ? { ...request, headers: [...request.headers, aHeader(draw)] } : request;
}
