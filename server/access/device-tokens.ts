import { randomUUID } from "node:crypto";
import { createSignedTokens, type SigningSecrets } from "./signed-tokens.ts";

const DEVICE_MILLISECONDS = 180 * 24 * 3_600_000;

/** Creates and reads tokens that identify a device that has signed in before. A token grants no access; it only separates the device's attempts. */
export interface DeviceTokens {
  /** The device id in a valid token, otherwise null. */
  read(token: string): Promise<string | null>;
  /** Creates a token for a device, with a new id if it has none. */
  renew(deviceId: string | null): Promise<string>;
}

/**
 * Signed device tokens, valid for 180 days. Changing the password invalidates them, because anyone who knew the old one
 * could have created any number of them, each with its own attempts.
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
