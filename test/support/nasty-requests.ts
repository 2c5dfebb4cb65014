const repeat = (text: string, count: number) => text.repeat(count);

/** Documents that our clients never send. */
export const NASTY_DOCUMENTS: readonly string[] = [
  ...[
    "",
    " ",
    "{",
    "}",
    "{}",
    "null",
    "\u0000",
    "\ufeff{ viewer { kind } }",
    "#",
    "fragment f on Query { viewer { kind } }",
  ],
  ...[
    "{ __proto__ }",
    "{ constructor { prototype } }",
    "query __proto__ { viewer { kind } }",
    "{ viewer { __proto__: kind } }",
  ],
  ...[
    "query ($__proto__: Int) { eventList(first: $__proto__) { nodes { id } } }",
    "{ __schema { types { name } } }",
  ],
  ...[
    "subscription { viewer { kind } }",
    "{ viewer { kind } } { viewer { name } }",
    "query A { viewer { kind } } query A { viewer { name } }",
  ],
  ...[
    "{ eventList(first: 1e400) { nodes { id } } }",
    `{ eventList(first: ${repeat("9", 400)}) { nodes { id } } }`,
    "{ eventList(first: -1) { nodes { id } } }",
  ],
  ...[
    '{ event(id: """\n""") { id } }',
    '{ event(id: "\\u{110000}") { id } }',
    '{ event(id: "\\ud83d") { id } }',
    "{ event(id: 9007199254740993) { id } }",
  ],
  ...[
    "{ event(id: {a: {b: [1]}}) { id } }",
    '{ event(id: "x", id: "y") { id } }',
    "{ event(id: $id) { id } }",
    "query ($i: Nothing!) { event(id: $i) { id } }",
  ],
  ...[
    "{ viewer @skip(if: true) @skip(if: false) { kind } }",
    "{ viewer { kind } @defer }",
    '{ ... @include(if: "yes") { viewer { kind } } }',
  ],
  repeat("{ viewer ", 900) + repeat("}", 900),
  repeat("{", 40_000),
  repeat("[", 40_000),
  `{ ${repeat("viewer { kind } ", 480)} }`,
  `{ ${Array.from({ length: 200 }, (_, at) => `a${at}: settings { currency }`).join(" ")} }`,
  `mutation { ${Array.from({ length: 60 }, (_, at) => `a${at}: signIn(input: { password: "${at}", name: "x" }) { __typename }`).join(" ")} }`,
  `{ viewer { ...f0 } } ${Array.from({ length: 100 }, (_, at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`).join(" ")} fragment f100 on Viewer { kind }`,
  `{ payment(id: "x") { ...f } } fragment f on Payment { reverses { ...g } } fragment g on Payment { replaces { ...f } }`,
  `{ payment(id: "x") { ${repeat("reverses { ", 30)} id ${repeat("} ", 30)} } }`,
  `{ __schema { types ${repeat("{ fields { type ", 9)} { name } ${repeat("} }", 9)} } }`,
  `{ events(ids: [${repeat('"x" ', 1500)}]) { id } }`,
  `# ${repeat("x", 90_000)}\n{ viewer { kind } }`,
  `{ event(id: "${repeat("x", 90_000)}") { id } }`,
];

const QUERY = '{"query":"{ viewer { kind } }"}';
/** Bodies that are not valid requests, some of them almost. */
export const NASTY_BODIES: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  ...[
    "",
    " ",
    "null",
    "true",
    "1",
    '"text"',
    "[]",
    "[1]",
    `[${QUERY}]`,
    `[${repeat(`${QUERY},`, 500)}${QUERY}]`,
    "{",
    "{}",
    `${QUERY}${QUERY}`,
  ],
  ...[
    '{"query":null}',
    '{"query":[]}',
    '{"query":{"toString":1}}',
    '{"query":"{ viewer { kind } }","variables":"{}"}',
    '{"id":"x"}',
  ],
  ...[
    '{"query":"{ viewer { kind } }","__proto__":{"polluted":true}}',
    '{"__proto__":{"query":"{ viewer { kind } }"}}',
    "undefined",
    "\ufeff{}",
  ],
  ...[
    '{"query":"{ viewer { kind } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
    `query=${encodeURIComponent("{ viewer { kind } }")}`,
  ],
  repeat("[", 90_000),
  repeat(" ", 100_001),
  repeat('{"query":', 10_000),
  `{"query":"${repeat("\\u0000", 10_000)}"}`,
  new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
];
/** Content types that such a body may claim. */
export const CONTENT_TYPES = [
  ...[
    "application/json",
    "application/json; charset=utf-16",
    "application/graphql+json",
    "application/graphql",
    "text/plain",
  ],
  ...[
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json, text/plain",
    "*/*",
    ";",
    "",
  ],
];

/** Paths where nothing, or almost nothing, is served. */
export const NASTY_PATHS = [
  ...[
    "/",
    "//",
    "/..",
    "/%00",
    "/%ff",
    "/%",
    "/graphql/",
    "/graphql%00",
    "/GRAPHQL",
    "//graphql",
    "/graphql/../health",
    "/graphql?query=%ff",
    "/graphql?%",
  ],
  ...[
    "/api/g//payments",
    "/api/g/%00/payments",
    "/api/g/%ff/payments",
    "/api/g/%/payment",
    "/api/g/../payments",
    "/api/g/%2e%2e/payments",
    "/api/g/%2F/payments",
  ],
  ...[
    "/api/g/IDEMPOTENCY%23admin%23x/payments",
    "/api/g/__proto__/payments",
    "/api/events",
    "/export.csv",
    "/.env",
    "/.git/config",
    "/schema.graphql?x",
    "/health/",
  ],
  `/${repeat("a", 8000)}`,
  `/api/g/${repeat("%20", 3000)}/payments`,
];
/** HTTP methods, and strings that look like them. */
export const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "PROPFIND",
  "BREW",
  "get",
  "X",
];
