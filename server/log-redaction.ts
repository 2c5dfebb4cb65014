const REDACTED = "[redacted]";
const CIRCULAR = "[circular]";
/** What is shorter would be found in innocent words. */
const LEAST_SECRET_CHARACTERS = 6;

/** Session tokens, API keys, and whatever somebody sent as a credential; also where they stand in an encoded address. */
const CREDENTIALS = /sc[ks]_[\w.-]+|Bearer(?:\s|%20|\+)+\S+/gi;

/** What JSON leaves as it is, although it ends a line, turns it around, or steers a terminal. */
const UNSEEN = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Makes of any value one that may stand in a log: without secrets and credentials, without an end, and readable. */
export function createRedaction(
  secrets: readonly (string | null | undefined)[],
): (value: unknown) => unknown {
  const written = secrets.flatMap((secret) => (secret ? waysToWrite(secret) : []));
  const known = written
    .filter((text) => text.length >= LEAST_SECRET_CHARACTERS)
    .toSorted((a, b) => b.length - a.length);

  const clean = (text: string): string =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
      .replace(CREDENTIALS, REDACTED)
      .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const redact = (value: unknown, around: readonly object[]): unknown => {
    if (typeof value === "string") return clean(value);
    if (typeof value !== "object" || value === null) return value;
    if (around.includes(value)) return CIRCULAR;
    const inside = [...around, value];
    if (Array.isArray(value)) return value.map((inner) => redact(inner, inside));
    if (value instanceof Error) return redact(toErrorFacts(value), around);
    if (value instanceof Date) return value.toISOString();
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, inner]) => [clean(name), redact(inner, inside)]));
  };
  return (value) => redact(value, []);
}

/** A secret as it stands in a sentence, in an address, and in JSON. */
function waysToWrite(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])];
}

/** An error as data: name, message and where it came from, causes included. Of anything else that was thrown, its text. */
export function toErrorFacts(error: unknown, effects: readonly unknown[] = []): unknown {
  if (effects.includes(error)) return CIRCULAR;
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const cause = error.cause === undefined ? {} : { cause: toErrorFacts(error.cause, [...effects, error]) };
  return { name, message, stack, ...cause };
}
