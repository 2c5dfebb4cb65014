import { expect } from "vitest";
import { PASSWORD, type TestApi } from "./api.ts";
import { logPayment } from "./payments.ts";

/** What is kept of a text, by the field to which it was given; null where that is nothing. */
export type KeptTexts = Record<"patron" | "notes" | "reference" | "recordedBy", string | null>;

const LIMITS = { patron: 200, notes: 2000, reference: 100 };
const MOST_NAME = 80;

/** As documented: composed, line ends made one, trimmed; nothing when there is nothing to see. */
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

/** Whether so many digits are in it that a card number may be, which is refused for itself. */
const mayBeCardNumber = (text: string) => (text.normalize("NFKC").match(/\p{Nd}/gu)?.length ?? 0) >= 13;

/** A name as the header carries it; null when it cannot, or is too long or no name. */
function toName(text: string): string | null {
  const name = normal(text);
  const isName =
    name !== null && [...name].length <= MOST_NAME && !hasControls(name) && !/[\0\r\n]/.test(text);
  return isName ? text : null;
}

/**
 * Gives a text to every field of `logPayment` that takes any. It has to be refused for exactly what is wrong with it,
 * and kept where nothing is. Answers the id of the entry, and what is to be found on it.
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

/** Reads entries again, through GraphQL and through the old route, and expects exactly what was kept. */
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
