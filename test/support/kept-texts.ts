import { expect } from "vitest";
import { PASSWORD, type TestApi } from "./api.ts";
import { logPayment } from "./payments.ts";

/** The stored form of a text, by field; null if nothing is stored. */
export type KeptTexts = Record<"patron" | "notes" | "reference" | "recordedBy", string | null>;

const LIMITS = { patron: 200, notes: 2000, reference: 100 };
const MAX_NAME = 80;

/** As documented: composed, with unified line ends, trimmed; null if nothing is visible. */
function normal(text: string): string | null {
  const kept = text
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .trim();
  return /^[\p{Z}\p{Cf}\s]*$/u.test(kept) ? null : kept;
}

const hasControls = (text: string) => /\p{Cc}/u.test(text) || !text.isWellFormed();

function faultsOf(field: keyof typeof LIMITS, text: string): string[] {
  const kept = normal(text);
  if (kept === null) return field === "patron" ? ["BLANK"] : [];
  const shown = field === "notes" ? kept.replaceAll("\n", "") : kept;
  return [
    ...([...kept].length > LIMITS[field] ? ["TOO_LONG"] : []),
    ...(hasControls(shown) ? ["CONTROL_CHARACTER"] : []),
  ];
}

/** Whether it has enough digits for a card number, which is refused separately. */
const mayBeCardNumber = (text: string) => (text.normalize("NFKC").match(/\p{Nd}/gu)?.length ?? 0) >= 13;

/** A name that the header can carry; null if it cannot, or if the name is too long or empty. */
function toName(text: string): string | null {
  const name = normal(text);
  const isName =
    name !== null && [...name].length <= MAX_NAME && !hasControls(name) && !/[\0\r\n]/.test(text);
  return isName ? text : null;
}

/**
 * Gives a text to every field of `logPayment` that accepts any. Expects a refusal with exactly its faults, and the stored
 * text in fields where it has none. Returns the id of the entry, and the texts that it must have.
 */
export async function keepText(
  api: TestApi,
  { text, eventId }: { text: string; eventId: string },
): Promise<{ paymentId: string; kept: KeptTexts } | null> {
  if (mayBeCardNumber(text)) return null;
  const fields = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
  const expected = fields.flatMap((field) => faultsOf(field, text).map((code) => `${field} ${code}`));
  const given = (names: string[]) => Object.fromEntries(names.map((field) => [field, text]));
  if (expected.length > 0) {
    const { faults = [] } = await logPayment(api, { eventId, method: "OTHER", ...given(fields) });
    const found = faults.map(({ path, code }: { path: string[]; code: string }) => `${path.at(-1)} ${code}`);
    expect(found.sort(), JSON.stringify(text)).toEqual(expected.sort());
  }
  const fine = fields.filter((field) => faultsOf(field, text).length === 0);
  const name = toName(text);
  const logged = await logPayment(
    api,
    { eventId, method: "OTHER", allowDuplicate: true, ...given(fine) },
    name === null ? {} : { name: Buffer.from(name, "utf8").toString("latin1") },
  );
  expect(logged, JSON.stringify(text)).toMatchObject({ __typename: "PaymentLogged" });
  const keptIn = (field: keyof typeof LIMITS) => (fine.includes(field) ? normal(text) : null);
  const kept = {
    patron: keptIn("patron") ?? "Maya Rivera",
    notes: keptIn("notes"),
    reference: keptIn("reference"),
    recordedBy: name && normal(name),
  };
  return { paymentId: logged.payment.id, kept };
}

/** Reads entries back through GraphQL and through the legacy route, and expects exactly the stored texts. */
export async function expectKept(
  api: TestApi,
  { eventId, entries }: { eventId: string; entries: Map<string, KeptTexts> },
): Promise<void> {
  const query = "query ($id: ID!) { payment(id: $id) { patron notes reference recordedBy } }";
  for (const [id, kept] of entries) expect((await api.graphql(query, { id })).data.payment).toEqual(kept);

  const headers = { authorization: PASSWORD };
  const response = await api.fetch(`/api/g/${encodeURIComponent(eventId)}/payments`, { headers });
  const rows = ((await response.json()) as { patron: string; notes: string }[]).map(({ patron, notes }) => ({
    patron,
    notes,
  }));
  const expected = [...entries.values()].map(({ patron, notes }) => ({ patron, notes: notes ?? "" }));
  expect(rows).toEqual(expected);
}
