import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readNotifyConfig, secretsOf } from "../../server/config.ts";
import { createLogger, describeError, type LoggerOptions } from "../../server/logger.ts";
import { createTestApi } from "../support/api.ts";

let written: string[];

beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
});

afterEach(() => vi.restoreAllMocks());

/** The lines that a log wrote, parsed as JSON. */
function linesWritten(): Record<string, unknown>[] {
  vi.restoreAllMocks();
  const text = written.join("");
  expect(text).toMatch(/^$|\n$/);
  return text
    .split(/\r\n?|[\n\u0085\u2028\u2029]/)
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const aLogger = (options: Partial<LoggerOptions> = {}) =>
  createLogger({ level: "INFO", secrets: [], ...options });

describe("a log", () => {
  it.each([
    '\n{"level":"ERROR","message":"forged"}',
    '\r\n{"level":"ERROR"}',
    '\u2028{"level":"ERROR"}',
    '\u2029{"level":"ERROR"}\u0085',
    '"}\n{"level":"ERROR","x":"',
    "\u001b[2K\u001b[1A\u009b31m erased",
    "\u202edesrever",
    "half \ud83d of a character",
  ])("writes one line whatever a value contains: %j", (text) => {
    aLogger().warn("A request was refused.", {
      text,
      inside: [{ [text]: text }],
      ...describeError(new Error(text)),
    });
    const lines = linesWritten();

    expect(lines).toMatchObject([{ level: "WARN", message: "A request was refused." }]);
    expect(written.join("").slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u);
  });

  it("keeps harmless text unchanged", () => {
    const facts = {
      text: 'Maya "Rivera" ⚓ דוארטה \\ <b>',
      count: 3,
      yes: true,
      list: ["a"],
      at: new Date(0),
    };
    aLogger().info("Sent.", facts);

    expect(linesWritten()).toMatchObject([
      { level: "INFO", message: "Sent.", ...facts, at: "1970-01-01T00:00:00.000Z" },
    ]);
  });

  it("writes no refusals at the level ERROR", () => {
    const logger = aLogger({ level: "ERROR" });
    logger.info("Sent.");
    logger.warn("Refused.");
    logger.error("Failed.");

    expect(linesWritten()).toMatchObject([{ level: "ERROR", message: "Failed." }]);
  });

  it("writes the name, message, stack and causes of an error, even if they are circular", () => {
    const error = new TypeError("Outer.", { cause: new Error("Inner.") });
    (error.cause as Error).cause = error;
    const circle: Record<string, unknown> = { raw: error };
    circle.again = circle;
    aLogger().error("Failed.", { ...describeError(error), circle });

    const inner = { name: "Error", message: "Inner.", cause: "[circular]" };
    const outer = {
      name: "TypeError",
      message: "Outer.",
      stack: expect.stringContaining("logger.test.ts"),
      cause: inner,
    };
    expect(linesWritten()).toMatchObject([{ error: outer, circle: { raw: outer, again: "[circular]" } }]);
  });
});

const SECRETS = {
  hash: "$scrypt$ln=15,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
  password: 'ab cd"ef\\gh%20',
  session: "0123456789abcdef0123456789abcdef",
};

const SESSION = "scs_eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiTWF5YSJ9.c2ln-bmF0_dXJl";
const KEY = "sck_0123456789ABCDEFGHIJabcdefghijABCDEFGHIJabcdefgh";

const PLACES: [name: string, facts: (secret: string) => Record<string, unknown>][] = [
  ["a value", (secret) => ({ secret })],
  ["the middle of a value", (secret) => ({ text: `before${secret} after` })],
  ["an object in a list", (secret) => ({ list: [{ inside: [secret] }] })],
  ["a name", (secret) => ({ headers: { [secret]: 1 } })],
  ["an error", (secret) => describeError(new Error(`Not taken: ${secret}`))],
  ["a cause", (secret) => describeError(new Error("Outer.", { cause: new Error(secret) }))],
  ["a thrown text", (secret) => describeError(`Not taken: ${secret}`)],
  ["an error itself", (secret) => ({ list: [new Error(secret, { cause: secret })] })],
  ["a URL", (secret) => ({ url: `https://example.com/?token=${encodeURIComponent(secret)}` })],
  ["JSON", (secret) => ({ body: JSON.stringify({ secret }) })],
];

describe.each(PLACES)("in %s", (_name, facts) => {
  it.each([
    ["a session token", SESSION, SESSION.slice(-8)],
    ["an API key", KEY, KEY.slice(-8)],
    ["a header with a credential", "Bearer correct-horse", "correct-horse"],
    ["a password's hash", SECRETS.hash, "aGFzaGhhc2g"],
    ["the password of the mailbox", SECRETS.password, "cd"],
    ["the session secret", SECRETS.session, SECRETS.session.slice(-8)],
  ])("%s is not written", (_what, secret, telling) => {
    const logger = aLogger({ secrets: Object.values(SECRETS) });
    logger.error("Failed.", facts(secret));
    logger.error(`Failed: ${secret}`);
    const lines = linesWritten();

    expect(lines).toHaveLength(2);
    expect(written.join("")).toContain("[redacted]");
    expect(written.join("")).not.toContain(telling);
  });
});

describe("a secret", () => {
  it("is also a relay's password, both as encoded in its URL and as sent to the server", async () => {
    const config = await readNotifyConfig(async () => new Map(), {
      SMTP_URL: "smtp://maya:cor%40rect%20horse@127.0.0.1:25",
      SCC_GMAIL_TO: "maya@example.com",
    });
    aLogger({ secrets: secretsOf(config) }).error("535 cor@rect horse is wrong", {
      url: "smtp://maya:cor%40rect%20horse@x",
    });

    linesWritten();
    expect(written.join("")).not.toMatch(/rect.*horse@|cor@rect/);
  });
});

describe("the log of refusals", () => {
  it("contains nothing that a caller wrote", async () => {
    vi.restoreAllMocks();
    const api = await createTestApi();
    const text = "FORGED";
    const query = `query ${text} { ${text}: payment(id: "${text}") { ${text}: patron } }`;
    for (const as of [null, `${text} password`, `sck_${text}`, `scs_${text}`]) {
      await api.graphql(query, {}, { as, name: text, address: `203.0.113.7%${text}` });
    }
    const signIn = `mutation { signIn(input: { name: "${text}", password: "${text}", deviceToken: "${text}" }) { __typename } }`;
    await api.graphql(signIn, {}, { as: null, address: text });

    expect(api.refusals.length).toBeGreaterThan(4);
    expect(JSON.stringify(api.refusals)).not.toContain(text);
    expect(api.accidents).toEqual([]);
  });
});
