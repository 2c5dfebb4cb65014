import type { Access, Viewer } from "../access/viewer.ts";
import type { MailStateStore } from "../ledger/ledger-store.ts";
import type { WriteContext } from "../ledger/write-to-ledger.ts";
import type { Loaders } from "./loaders.ts";

/** What every resolver may use: who asks, the use cases' context, and what was already read for this request. */
export interface Context {
  /** Names this request in answers and logs. */
  requestId: string;
  viewer: Viewer;
  access: Access;
  ledger: WriteContext;
  mailStates: MailStateStore;
  loaders: Loaders;
}
