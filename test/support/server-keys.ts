import { createDynamoKeyStore } from "../../server/access/dynamo-key-store.ts";
import { createKey, type KeyContext, revokeKey } from "../../server/access/manage-keys.ts";
import type { KeyScope } from "../../server/access/viewer.ts";
import { systemClock } from "../../server/clock.ts";
import type { DynamoTable } from "../../server/table/table.ts";
import { openServerTable } from "./server-table.ts";

/** Creates and revokes API keys beside a running local server, as an operator's command does. */
export interface ServerKeys {
  make(scopes: KeyScope[]): Promise<{ key: string; id: string }>;
  revoke(id: string): Promise<void>;
}

/** Opens the key store of the server with this data folder. */
export const openServerKeys = async (server: { dataDir: string }): Promise<ServerKeys> =>
  createServerKeys(await openServerTable(server));

/** Opens the key store in this table. */
export function createServerKeys(table: DynamoTable): ServerKeys {
  const context: KeyContext = { keys: createDynamoKeyStore(table), clock: systemClock };
  const by = "Ines Duarte";
  let made = 0;
  return {
    async make(scopes) {
      made += 1;
      const outcome = await createKey(context, { name: `Crew phone ${made}`, scopes, by });
      if (outcome.result !== "created") throw new Error(outcome.message);
      return outcome;
    },
    async revoke(id) {
      const outcome = await revokeKey(context, { id, by });
      if (outcome !== "revoked") throw new Error(`Key ${id} was not revoked: ${outcome}.`);
    },
  };
}
