import { createHmac } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../clock.ts";
import { createRecentMap } from "../recent-map.ts";

const ISSUER = "dispatch-payments";

const MAX_REMEMBERED = 1000;

/** The secrets from which the signing keys of all tokens are derived. */
export interface SigningSecrets {
  secret: string;
  /** Part of every signing key, so that changing the password invalidates existing tokens. */
  passwordHash: string;
  clock: Clock;
}

/** Signs and reads tokens of one purpose. Tokens of another purpose are invalid. */
export interface SignedTokens {
  sign(claims: JWTPayload, expiresAt: Date): Promise<string>;
  /** The claims of a valid, unexpired token, otherwise null. */
  read(token: string): Promise<JWTPayload | null>;
}

/** Tokens for one purpose, with a separate signing key. */
export function createSignedTokens(
  purpose: string,
  { secret, passwordHash, clock }: SigningSecrets,
): SignedTokens {
  const key = createHmac("sha256", secret).update(`${purpose} ${passwordHash}`).digest();
  // A verified signature stays valid; only the expiry must be checked again.
  const proven = createRecentMap<string, JWTPayload>(MAX_REMEMBERED);
  return {
    sign: (claims, expiresAt) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(ISSUER)
        .setExpirationTime(expiresAt)
        .sign(key),

    async read(token) {
      const known = proven.get(token);
      if (known) return isLive(known, clock) ? known : null;
      try {
        const options = { issuer: ISSUER, algorithms: ["HS256"], currentDate: clock.now() };
        const { payload } = await jwtVerify(token, key, options);
        proven.set(token, payload);
        return payload;
      } catch {
        return null;
      }
    },
  };
}

const isLive = ({ exp }: JWTPayload, clock: Clock) => exp !== undefined && exp * 1000 > clock.now().getTime();
