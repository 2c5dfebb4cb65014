import { randomUUID } from "node:crypto";
import { createSignedTokens, type SigningSecrets } from "./signed-tokens.ts";

const DEVICE_MILLISECONDS = 180 * 24 * 3_600_000;

/** Makes and reads what names a device that has signed in before. It opens nothing: it only sets its tries apart. */
export interface DeviceTokens {
  /** The id in a token of ours, else null. */
  read(token: string): Promise<string | null>;
  /** A token for a device; a new id when it has none. */
  renew(deviceId: string | null): Promise<string>;
}

/**
 * Signed device tokens of 180 days. A new password ends them, too: whoever knew the old one could have made any number
 * of them, each with tries of its own.
 */
export function createDeviceTokens(secrets: SigningSecrets): DeviceTokens {
  const tokens = createSignedTokens("device", secrets);
  return {
    async read(token) {
      const claims = await tokens.read(token);
      return typeof claims?.jti === "string" ? claims.jti : null;
    },

    renew(deviceId) {
      const expiresAt = new Date(secrets.clock.now().getTime() + DEVICE_MILLISECONDS);
      return tokens.sign({ jti: deviceId ?? randomUUID() }, expiresAt);
    },
  };
}
