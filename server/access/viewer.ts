import { characterCount, hasControlCharacters, isBlank, normalizeText } from "../ledger/text.ts";
import { isPassword } from "./password.ts";
import { looksLikeSession, type Sessions } from "./sessions.ts";

/** What a credential allows; the schema's `Scope`. */
export type Scope = "PUBLIC" | "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "ADMIN";

/** Who is asking. */
export interface Viewer {
  kind: "ANONYMOUS" | "ADMIN";
  /** Who was authenticated, for the ledger; null for anonymous callers. */
  principal: string | null;
  /** The name that entries carry as recorded by. */
  name: string | null;
  scopes: readonly Scope[];
}

/** What telling callers apart needs. */
export interface Access {
  /** SHA-256 (hexadecimal) of the shared admin password. */
  adminPasswordHash: string;
  sessions: Sessions;
}

/** Longest name, in characters. */
export const MAX_NAME = 80;

const API_KEY_PREFIX = "sck_";
const ANONYMOUS: Viewer = { kind: "ANONYMOUS", principal: null, name: null, scopes: [] };

/** Whether the viewer's credential covers a scope. */
export function hasScope(viewer: Viewer, scope: Scope): boolean {
  return scope === "PUBLIC" || viewer.scopes.includes("ADMIN") || viewer.scopes.includes(scope);
}

/** An admin of this name. */
export function adminNamed(name: string | null): Viewer {
  return { kind: "ADMIN", principal: "admin", name, scopes: ["ADMIN"] };
}

/**
 * Tells from the headers who is asking. `Authorization` is `Bearer <session or password>`, or the bare value as the old
 * page sends it; a wrong or expired one makes an anonymous caller. `X-Recorded-By` says who holds the shared password.
 */
export async function identify(access: Access, headers: Headers): Promise<Viewer> {
  const credential = (headers.get("authorization") ?? "").replace(/^Bearer\s+/i, "").trim();
  if (credential === "" || credential.startsWith(API_KEY_PREFIX)) return ANONYMOUS;
  if (looksLikeSession(credential)) {
    const session = await access.sessions.read(credential);
    return session ? adminNamed(session.name) : ANONYMOUS;
  }
  return isPassword(credential, access.adminPasswordHash) ? adminNamed(readName(headers)) : ANONYMOUS;
}

/** Headers arrive as Latin-1; names are sent in UTF-8. A name that cannot be kept is left out. */
function readName(headers: Headers): string | null {
  const raw = headers.get("x-recorded-by");
  if (raw === null) return null;
  const name = normalizeText(decodeUtf8(raw));
  const isUsable =
    !isBlank(name) &&
    characterCount(name) <= MAX_NAME &&
    !hasControlCharacters(name, { allowLineBreaks: false });
  return isUsable ? name : null;
}

function decodeUtf8(latin1: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return latin1;
  }
}

/** How the ledger names the viewer. Throws for an anonymous one, who is refused long before. */
export function recorderOf(viewer: Viewer): { principal: string; name: string | null } {
  if (viewer.principal === null) throw new Error("An anonymous caller reached the ledger.");
  return { principal: viewer.principal, name: viewer.name };
}
