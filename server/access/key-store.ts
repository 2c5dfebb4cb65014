import type { ApiKey } from "./api-key.ts";
import type { AuditEvent } from "./audit.ts";

/** Stores API keys. */
export interface KeyStore {
  /** Reads the current state, so that a revoked key is refused from the next request on. */
  find(id: string): Promise<ApiKey | null>;
  /** All keys, in id order. */
  list(): Promise<ApiKey[]>;
  /** Stores a new key and the event of its creation. */
  create(key: ApiKey, audit: Extract<AuditEvent, { kind: "KEY_CREATED" }>): Promise<void>;
  /** Revokes a key and stores the event. Returns false if it was already revoked. */
  revoke(id: string, audit: Extract<AuditEvent, { kind: "KEY_REVOKED" }>): Promise<boolean>;
  /** Records when a key was last used. */
  noteUse(id: string, at: string): Promise<void>;
}
