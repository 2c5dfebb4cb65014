import type { TextRule } from "../values/text-fields.ts";

/** What a credential allows: `Scope` in the schema. */
export type Scope = "PUBLIC" | "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "ADMIN";

/** The scopes that an API key may hold. An admin is a person, so no key has the admin scope. */
export type KeyScope = Extract<Scope, "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE">;

/** The caller. */
export interface Viewer {
  kind: "ANONYMOUS" | "ADMIN" | "API_KEY";
  /** The authenticated identity, recorded in the ledger. Null for anonymous callers. */
  principal: string | null;
  /** The name recorded on entries. */
  name: string | null;
  scopes: readonly Scope[];
  /** Why the given credential was rejected, if the reason is more than that it is invalid. A message to show to the user. */
  refusal?: string;
}

/** The authentication scheme: sent with every 401 in `WWW-Authenticate`, and in the body in case a proxy renames the header. */
export const AUTHENTICATE = "Bearer";

/** Rules for the name of a person or a key. */
export const NAME_RULE: TextRule = { field: "name", label: "The name", maxCharacters: 80, required: true };

/** A caller without a valid credential. */
export const ANONYMOUS: Viewer = { kind: "ANONYMOUS", principal: null, name: null, scopes: [] };

/** An admin with this name. */
export function adminNamed(name: string | null): Viewer {
  return { kind: "ADMIN", principal: "admin", name, scopes: ["ADMIN"] };
}

/** Whether the viewer has a scope. An admin has all scopes, and `PAYMENTS_READ` includes `STATE_READ`. */
export function hasScope({ scopes }: Viewer, scope: Scope): boolean {
  if (scope === "PUBLIC" || scopes.includes("ADMIN") || scopes.includes(scope)) return true;
  return scope === "STATE_READ" && scopes.includes("PAYMENTS_READ");
}

/** How the ledger identifies the viewer. Throws for an anonymous viewer, who must be refused before. */
export function recorderOf(viewer: Viewer): { principal: string; name: string | null } {
  if (viewer.principal === null) throw new Error("An anonymous caller reached the ledger.");
  return { principal: viewer.principal, name: viewer.name };
}
