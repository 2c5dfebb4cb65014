import type { ScopeWord } from "./access-directives.ts";
import { PASSWORD, type TestApi } from "./api.ts";

/** A kind of caller. */
export interface ViewerKind {
  name: string;
  /** The scopes of its credential. */
  scopes: ScopeWord[];
  /** Null for none. */
  credential: string | null;
}

const KEYS = [
  ["STATE_READ"],
  ["PAYMENTS_READ"],
  ["PAYMENTS_WRITE"],
  ["PAYMENTS_READ", "PAYMENTS_WRITE"],
] satisfies ScopeWord[][];

/** The names of all kinds of callers. */
export const VIEWER_NAMES = [
  "an anonymous caller",
  ...KEYS.map((scopes) => `a key with ${scopes.join(" and ")}`),
  "an admin with the password",
  "an admin with a session",
];

/** Every kind of caller, with keys that were used once, so that no first use is recorded later. */
export async function everyViewer(api: TestApi): Promise<ViewerKind[]> {
  const keys = await Promise.all(KEYS.map((scopes) => api.makeKey(scopes)));
  const { token } = await api.access.sessions.create("Ines Duarte");
  const credentials = [null, ...keys, PASSWORD, token];
  const given: ScopeWord[][] = [[], ...KEYS, ["ADMIN"], ["ADMIN"]];
  for (const as of credentials) await api.graphql("{ viewer { kind } }", {}, { as });
  return VIEWER_NAMES.map((name, at) => ({
    name,
    scopes: given[at] ?? [],
    credential: credentials[at] ?? null,
  }));
}
