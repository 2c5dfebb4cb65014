import type { InputFault } from "../values/input-faults.ts";
import { readTextField } from "../values/text-fields.ts";
import type { Access } from "./access.ts";
import { adminNamed, NAME_RULE, type Viewer } from "./viewer.ts";

/** Result of signing in. */
export type SignInOutcome =
  | { result: "signedIn"; token: string; expiresAt: string; deviceToken: string; viewer: Viewer }
  | { result: "invalidCredentials" }
  | { result: "tooManyAttempts"; retryAfterSeconds: number }
  | { result: "invalid"; faults: InputFault[] };

/** A call of `signIn`. */
export interface SignInCall {
  input: { password: string; name: string; deviceToken?: string | null };
  /** The caller's address. */
  address: string;
}

/** Exchanges the shared password for a session that carries a name. */
export async function signIn(access: Access, { input, address }: SignInCall): Promise<SignInOutcome> {
  const faults: InputFault[] = [];
  const name = readTextField(input.name, NAME_RULE, faults);
  if (name === null || faults.length > 0) return { result: "invalid", faults };
  const deviceId = input.deviceToken ? await access.devices.read(input.deviceToken) : null;
  const verdict = await access.gate.try(input.password, { address, deviceId });
  if (verdict.result !== "right") {
    return verdict.result === "wrong"
      ? { result: "invalidCredentials" }
      : { result: "tooManyAttempts", retryAfterSeconds: verdict.retryAfterSeconds };
  }
  const at = access.clock.now().toISOString();
  await access.audit.record({ kind: "SIGNED_IN", at, name, address, isKnownDevice: deviceId !== null });
  const [session, deviceToken] = await Promise.all([
    access.sessions.create(name),
    access.devices.renew(deviceId),
  ]);
  return { result: "signedIn", ...session, deviceToken, viewer: adminNamed(name) };
}
