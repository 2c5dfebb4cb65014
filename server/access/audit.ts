import type { KeyScope } from "./viewer.ts";

/** Something about access that happened, to be kept for good. Refusals are not: they stand in the log alone. */
export type AuditEvent =
  | { kind: "SIGNED_IN"; at: string; name: string; address: string; isKnownDevice: boolean }
  | { kind: "KEY_CREATED"; at: string; by: string; keyId: string; name: string; scopes: readonly KeyScope[] }
  | { kind: "KEY_REVOKED"; at: string; by: string; keyId: string; name: string };

/** Keeps what happened. Changes of keys are kept together with the change itself. */
export interface AuditLog {
  record(event: Extract<AuditEvent, { kind: "SIGNED_IN" }>): Promise<void>;
}
