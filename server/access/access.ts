import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { AuditLog } from "./audit.ts";
import type { DeviceTokens } from "./device-tokens.ts";
import type { KeyStore } from "./key-store.ts";
import type { PasswordGate } from "./password-gate.ts";
import type { Sessions } from "./sessions.ts";

/** Everything needed to identify callers and sign them in. */
export interface Access {
  gate: PasswordGate;
  sessions: Sessions;
  devices: DeviceTokens;
  keys: KeyStore;
  audit: AuditLog;
  clock: Clock;
  logger: Logger;
}
