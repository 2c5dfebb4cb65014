import type { TextRule } from "../values/text-fields.ts";

/** What a credential allows; the schema's `Scope`. */
export type Scope = "PUBLIC" | "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "ADMIN";

/** The scopes that an API key may hold. An admin is a person, so no key is one. */
export type KeyScope = Extract<Scope, "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE">;

/** Who is asking. */
export interface Viewer {
  kind: "ANONYMOUS" | "ADMIN" | "API_KEY";
  /** Who was authenticated, for the ledger; null for anonymous callers. */
  principal: string | null;
  /** The name that entries carry as recorded by. */
  name: string | null;
  scopes: readonly Scope[];
  /** Why a credential that was given did not count, when that is more than "it is wrong"; a sentence for the person. */
  refusal?: string;
}

/** How a credential is given: what every 401 says in `WWW-Authenticate`, and in its body, where a proxy renames that header. */
export const AUTHENTICATE = "Bearer";

/** What the name of a person or a key must keep to. */
export const NAME_RULE: TextRule = { field: "name", label: "The name", mostCharacters: 80, required: true };

/** Somebody without a credential that counts. */
export const ANONYMOUS: Viewer = { kind: "ANONYMOUS", principal: null, name: null, scopes: [] };

/** An admin of this name. */
export function adminNamed(name: string | null): Viewer {
  return { kind: "ADMIN", principal: "admin", name, scopes: ["ADMIN"] };
}

/** Whether the viewer's credential covers a scope: an admin's all of them, and who may read all may read the state. */
export function hasScope({ scopes }: Viewer, scope: Scope): boolean {
  if (scope === "PUBLIC" || scopes.includes("ADMIN") || scopes.includes(scope)) return true;
  return scope === "STATE_READ" && scopes.includes("PAYMENTS_READ");
}

/** How the ledger names the viewer. Throws for an anonymous one, who is refused long before. */
export function recorderOf(viewer: Viewer): { principal: string; name: string | null } {
  if (viewer.principal === null) throw new Error("An anonymous caller reached the ledger.");
  return { principal: viewer.principal, name: viewer.name };
}
