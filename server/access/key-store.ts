import type { ApiKey } from "./api-key.ts";
import type { AuditEvent } from "./audit.ts";

/** Where API keys are kept. */
export interface KeyStore {
  /** As it stands now: a key that was revoked is seen revoked by the next request. */
  find(id: string): Promise<ApiKey | null>;
  /** All of them, in id order. */
  list(): Promise<ApiKey[]>;
  /** Keeps a new key, and that it was made. */
  create(key: ApiKey, audit: Extract<AuditEvent, { kind: "KEY_CREATED" }>): Promise<void>;
  /** Ends a key, and keeps that it was ended. Answers false when it was ended already. */
  revoke(id: string, audit: Extract<AuditEvent, { kind: "KEY_REVOKED" }>): Promise<boolean>;
  /** Notes that a key was used. */
  noteUse(id: string, at: string): Promise<void>;
}
