const REDACTED = "[redacted]";
const CIRCULAR = "[circular]";
/** A shorter text would match in ordinary words. */
const MIN_SECRET_CHARACTERS = 6;

/** Session tokens, API keys, and any value sent as a credential, also in an encoded URL. */
const CREDENTIALS = /sc[ks]_[\w.-]+|Bearer(?:\s|%20|\+)+\S+/gi;

/** Characters that JSON does not escape, although they break lines, reverse text, or control a terminal. */
const INVISIBLE = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Creates a function that makes any value safe to log: without secrets, credentials, cycles and invisible characters. */
export function createRedaction(
  secrets: readonly (string | null | undefined)[],
): (value: unknown) => unknown {
  const written = secrets.flatMap((secret) => (secret ? encodingsOf(secret) : []));
  const known = written
    .filter((text) => text.length >= MIN_SECRET_CHARACTERS)
    .toSorted((a, b) => b.length - a.length);

  const clean = (text: string): string =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
      .replace(CREDENTIALS, REDACTED)
      .replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

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

/** A secret as it appears in a sentence, in a URL, and in JSON. */
function encodingsOf(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])];
}

/** An error as data: name, message, stack and causes. For any other thrown value, its text. */
export function toErrorFacts(error: unknown, effects: readonly unknown[] = []): unknown {
  if (effects.includes(error)) return CIRCULAR;
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const cause = error.cause === undefined ? {} : { cause: toErrorFacts(error.cause, [...effects, error]) };
  return { name, message, stack, ...cause };
}
