import { createHmac } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../clock.ts";

const ISSUER = "dispatch-payments";

/** What the signing keys of all tokens are derived from. */
export interface SigningSecrets {
  secret: string;
  /** Goes into every key, so that changing the password ends what was signed under the old one. */
  passwordHash: string;
  clock: Clock;
}

/** Signs and reads tokens of one purpose; those of another one are not ours. */
export interface SignedTokens {
  sign(claims: JWTPayload, expiresAt: Date): Promise<string>;
  /** The claims of a token that is neither forged nor expired, else null. */
  read(token: string): Promise<JWTPayload | null>;
}

/** Tokens for one purpose, with a signing key of its own. */
export function createSignedTokens(
  purpose: string,
  { secret, passwordHash, clock }: SigningSecrets,
): SignedTokens {
  const key = createHmac("sha256", secret).update(`${purpose} ${passwordHash}`).digest();
  return {
    sign: (claims, expiresAt) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(ISSUER)
        .setExpirationTime(expiresAt)
        .sign(key),

    async read(token) {
      try {
        const options = { issuer: ISSUER, algorithms: ["HS256"], currentDate: clock.now() };
        return (await jwtVerify(token, key, options)).payload;
      } catch {
        return null;
      }
    },
  };
}
