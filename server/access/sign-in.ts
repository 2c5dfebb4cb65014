import type { InputFault } from "../ledger/refusals.ts";
import { readTextField } from "../ledger/text-fields.ts";
import { isPassword } from "./password.ts";
import { type Access, adminNamed, MAX_NAME, type Viewer } from "./viewer.ts";

/** What came of signing in. */
export type SignInOutcome =
  | { result: "signedIn"; token: string; expiresAt: string; viewer: Viewer }
  | { result: "invalidCredentials" }
  | { result: "invalid"; faults: InputFault[] };

/** Exchanges the shared password for a session that carries a name. */
export async function signIn(
  access: Access,
  input: { password: string; name: string },
): Promise<SignInOutcome> {
  const faults: InputFault[] = [];
  const rule = { field: "name", label: "The name", mostCharacters: MAX_NAME, required: true };
  const name = readTextField(input.name, rule, faults);
  if (name === null || faults.length > 0) return { result: "invalid", faults };
  if (!isPassword(input.password, access.adminPasswordHash)) return { result: "invalidCredentials" };
  return { result: "signedIn", ...(await access.sessions.create(name)), viewer: adminNamed(name) };
}
