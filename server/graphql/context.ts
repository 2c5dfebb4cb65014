import type { Access } from "../access/access.ts";
import type { Viewer } from "../access/viewer.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import type { Loaders } from "./loaders.ts";

/** What is known of a request before its document is looked at. */
export interface ServerContext {
  /** Names this request in answers and logs. */
  requestId: string;
  viewer: Viewer;
  /** Where it came from. */
  address: string;
}

/** What every resolver may use: who asks, the use cases' context, and what was already read for this request. */
export interface Context extends ServerContext {
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  loaders: Loaders;
}
