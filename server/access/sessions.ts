import { createSignedTokens, type SigningSecrets } from "./signed-tokens.ts";

const PREFIX = "scs_";
const SESSION_MILLISECONDS = 12 * 3_600_000;

/** Makes and reads session tokens. */
export interface Sessions {
  /** A token that carries the name, and the instant (ISO 8601) at which it stops working. */
  create(name: string): Promise<{ token: string; expiresAt: string }>;
  /** The name in a token of ours that is neither forged nor expired, else null. */
  read(token: string): Promise<{ name: string } | null>;
}

/** Whether a credential is, or pretends to be, a session token; such a value is never tried as a password. */
export function looksLikeSession(credential: string): boolean {
  return credential.startsWith(PREFIX);
}

/** Signed sessions of twelve hours, which end when the password changes. */
export function createSessions(secrets: SigningSecrets): Sessions {
  const tokens = createSignedTokens("session", secrets);
  return {
    async create(name) {
      const expiresAt = new Date(secrets.clock.now().getTime() + SESSION_MILLISECONDS);
      const token = PREFIX + (await tokens.sign({ name }, expiresAt));
      return { token, expiresAt: expiresAt.toISOString() };
    },

    async read(token) {
      const claims = await tokens.read(token.slice(PREFIX.length));
      return typeof claims?.name === "string" ? { name: claims.name } : null;
    },
  };
}
