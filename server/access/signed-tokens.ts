import { createHmac } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../clock.ts";
import { createRecentMap } from "../recent-map.ts";

const ISSUER = "dispatch-payments";

const MOST_REMEMBERED = 1000;

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
  // A signature that was right stays right; only its time runs out.
  const proven = createRecentMap<string, JWTPayload>(MOST_REMEMBERED);
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
