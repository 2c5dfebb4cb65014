import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentTexts } from "../../client/api/generated/document-texts.ts";
import { HEADERS } from "../support/lambda/callers.ts";
import { type Deployment, startDeployment } from "../support/lambda/deployment.ts";
import { putOldRow } from "../support/old-rows.ts";

/** Almost the size limit of a DynamoDB item. A quotation mark takes two characters in JSON and CSV, and four in Lambda's envelope. */
const LONG_NOTES = '"'.repeat(390_000);

const NOTES = "query ($id: ID!) { event(id: $id) { payments(first: 100) { nodes { notes } } } }";
const LOG_WITHOUT_LIST = "mutation ($input: LogPaymentInput!) { logPayment(input: $input) { __typename } }";
const LOG = `mutation ($input: LogPaymentInput!) {
  logPayment(input: $input) { ... on PaymentLogged { event { payments(first: 100) { nodes { notes } } } } }
}`;

let deployment: Deployment;
/** An event whose rows take more than 6 MB in the envelope, although their text does not; and one whose rows fit. */
let large: string;
let fitting: string;

beforeAll(async () => {
  deployment = await startDeployment({ maxInstances: 2 });
  [large, fitting] = [await deployment.table.putEvent(), await deployment.table.putEvent()];
  await putRows(large, 5);
  await putRows(fitting, 3);
});

afterAll(() => deployment.stop());

async function putRows(eventId: string, rows: number): Promise<void> {
  for (let day = 1; day <= rows; day += 1)
    await putOldRow(deployment.table, {
      eventId,
      notes: LONG_NOTES,
      timestamp: `2025-05-0${day}T17:20:00.123456`,
    });
}

/** Without compression by default. */
async function get(
  path: string,
  { encoding = "identity", ...init }: RequestInit & { encoding?: string } = {},
) {
  const headers = { ...HEADERS, "accept-encoding": encoding };
  const response = await fetch(deployment.url + path, { headers, ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readJson(text) };
}

function readJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const askFor = (query: string, variables: unknown, encoding?: string) =>
  get("/graphql", { method: "POST", body: JSON.stringify({ query, variables }), encoding });

/** The start of a response, enough to recognize it. */
const start = ({ status, text }: { status: number; text: string }) => ({ status, text: text.slice(0, 500) });

const TOO_LARGE = { status: 422, text: expect.stringContaining('"code":"ANSWER_TOO_LARGE"') };

const logged = () =>
  deployment.api
    .instances()
    .flatMap((instance) => instance.log().split("\n"))
    .filter((line) => line.includes("too large"))
    .map((line) => JSON.parse(line));

describe("the legacy list of payments", () => {
  it("returns every payment, up to the limit", async () => {
    const { status, body } = await get(`/api/g/${fitting}/payments`);

    const lengths = body.map?.(({ notes }: { notes: string }) => notes.length);
    expect({ status, lengths }).toEqual({ status: 200, lengths: [390_000, 390_000, 390_000] });
  });

  it.each(["identity", "gzip"])(
    "is refused whole beyond the limit, and says how to request pages: %s",
    async (encoding) => {
      const refused = start(await get(`/api/g/${large}/payments`, { encoding }));

      expect(refused).toMatchObject({ status: 422, text: expect.stringContaining("payments(first: 100") });
      expect(refused.text).not.toContain("payment_id");
      expect(logged()).toEqual([]);
    },
  );
});

describe("an export beyond the limit", () => {
  it("is refused and names the command to use", async () => {
    await askFor(LOG, { input: { eventId: large, patron: "Tom Okafor", amount: "1.00" } }, "gzip");
    const refused = start(await get(`/export.csv?eventId=${large}`));

    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining("npm run export") });
  });
});

describe("a GraphQL response beyond Lambda's limit", () => {
  it("is refused with a readable message and the headers that browsers need, and logged once", async () => {
    const before = logged().length;
    const answer = await askFor(NOTES, { id: large });
    const { headers } = answer;

    expect(start(answer)).toMatchObject(TOO_LARGE);
    expect(headers.get("content-type")).toContain("json");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    const lines = logged().slice(before);
    expect(lines).toMatchObject([{ level: "WARN", path: "/graphql" }]);
    expect(lines[0].requestId).toBe(answer.body.errors[0].extensions.requestId);
  });

  it("is returned if compression makes it fit", async () => {
    const { status, body } = await askFor(NOTES, { id: large }, "gzip");

    expect(status).toBe(200);
    expect(body.data.event.payments.nodes.length).toBeGreaterThanOrEqual(5);
  });

  it("says that a mutation was carried out", async () => {
    const count = async () => {
      const { body } = await askFor("query ($id: ID!) { event(id: $id) { lastSequence } }", { id: large });
      return body.data.event.lastSequence;
    };
    const before = await count();
    const input = { eventId: large, patron: "Maya Rivera", amount: "125.50" };
    const refused = start(await askFor(LOG, { input }));

    expect(refused).toMatchObject({ ...TOO_LARGE, text: expect.stringContaining("was carried out") });
    expect(await count()).toBe(before + 1);
  });

  it("is refused in the same way for our own settlement sheet", async () => {
    const settlement = Object.entries(documentTexts).find(([id]) => id.startsWith("Settlement."))?.[1] ?? "";

    expect(start(await askFor(settlement, { eventId: large }))).toMatchObject(TOO_LARGE);
  });
});

describe("a response that does not grow with a ledger", () => {
  it("stays well below the limit: a page of 100 payments with the longest texts, and the schema", async () => {
    const eventId = await deployment.table.putEvent({ id: "e".repeat(200) });
    const text = (characters: number) => '"'.repeat(characters);
    const texts = { patron: text(200), reference: text(100), notes: text(2000) };
    const input = { eventId, amount: "1.00", method: "CASH", ...texts, allowDuplicate: true };
    for (let payment = 0; payment < 10; payment += 1) await askFor(LOG_WITHOUT_LIST, { input });
    const fields = leavesOfPayment().join(" ");
    const query = `query ($id: ID!) { event(id: $id) { payments(first: 100) { nodes { ${fields} } } } }`;
    const page = await askFor(query, { id: eventId });

    expect([page.status, page.body.data.event.payments.nodes.length]).toEqual([200, 10]);
    expect(Buffer.byteLength(JSON.stringify(page.text)) * 10).toBeLessThan(3_000_000);
    expect((await get("/schema.graphql")).text.length).toBeLessThan(100_000);
  });
});

/** Every field of a payment that is a text or a number. */
function leavesOfPayment(): string[] {
  const [, fields = ""] =
    /\ntype Payment [^{]*\{(.*?)\n\}/s.exec(readFileSync("schema/schema.graphql", "utf8")) ?? [];
  return [
    ...fields.matchAll(/^ {2}(\w+): (?:ID|String|Int|DateTime|LocalDate|Boolean|PaymentKind)!?(?= |$)/gm),
  ].map(([, name]) => name ?? "");
}
