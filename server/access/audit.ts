import type { KeyScope } from "./viewer.ts";

/** An access event that is kept permanently. Refusals are only logged. */
export type AuditEvent =
  | { kind: "SIGNED_IN"; at: string; name: string; address: string; isKnownDevice: boolean }
  | { kind: "KEY_CREATED"; at: string; by: string; keyId: string; name: string; scopes: readonly KeyScope[] }
  | { kind: "KEY_REVOKED"; at: string; by: string; keyId: string; name: string };

/** Stores access events. A change to a key and its event are stored together. */
export interface AuditLog {
  record(event: Extract<AuditEvent, { kind: "SIGNED_IN" }>): Promise<void>;
}
