import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { Clock } from "../clock.ts";

const PREFIX = "scs_";
const SESSION_HOURS = 12;
const ISSUER = "dispatch-payments";

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

/** Signed sessions. The signing key takes in the password's hash, so that changing the password ends them all. */
export function createSessions(options: { secret: string; passwordHash: string; clock: Clock }): Sessions {
  const key = createHmac("sha256", options.secret).update(`session ${options.passwordHash}`).digest();
  return {
    async create(name) {
      const expiresAt = new Date(options.clock.now().getTime() + SESSION_HOURS * 3_600_000);
      const token = await new SignJWT({ name })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(ISSUER)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token: PREFIX + token, expiresAt: expiresAt.toISOString() };
    },

    async read(token) {
      try {
        const { payload } = await jwtVerify(token.slice(PREFIX.length), key, {
          issuer: ISSUER,
          algorithms: ["HS256"],
          currentDate: options.clock.now(),
        });
        return typeof payload.name === "string" ? { name: payload.name } : null;
      } catch {
        return null;
      }
    },
  };
}
