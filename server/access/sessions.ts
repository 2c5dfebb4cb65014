import { createSignedTokens, type SigningSecrets } from "./signed-tokens.ts";

const PREFIX = "scs_";
const SESSION_MILLISECONDS = 12 * 3_600_000;

/** Creates and reads session tokens. */
export interface Sessions {
  /** Creates a token that carries the name. `expiresAt` is an ISO 8601 instant. */
  create(name: string): Promise<{ token: string; expiresAt: string }>;
  /** The name in a valid, unexpired token, otherwise null. */
  read(token: string): Promise<{ name: string } | null>;
}

/** Whether a credential has the prefix of a session token. Such a value is never tried as a password. */
export function looksLikeSession(credential: string): boolean {
  return credential.startsWith(PREFIX);
}

/** Signed sessions of twelve hours. Changing the password ends them. */
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
