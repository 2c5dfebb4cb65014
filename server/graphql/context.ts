import type { Access } from "../access/access.ts";
import type { Viewer } from "../access/viewer.ts";
import type { MailStateStore } from "../ledger/mail-state-store.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import type { Loaders } from "./loaders.ts";

/** What is known about a request before its document is read. */
export interface ServerContext {
  /** Identifies the request in responses and logs. */
  requestId: string;
  viewer: Viewer;
  /** The caller's address. */
  address: string;
}

/** What resolvers may use: the caller, the context of the use cases, and what was already read for this request. */
export interface Context extends ServerContext {
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  loaders: Loaders;
}
