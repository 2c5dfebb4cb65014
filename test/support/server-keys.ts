import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createDynamoKeyStore } from "../../server/access/dynamo-key-store.ts";
import { createKey, type KeyContext, revokeKey } from "../../server/access/manage-keys.ts";
import type { KeyScope } from "../../server/access/viewer.ts";
import { systemClock } from "../../server/clock.ts";
import { createDynamoClient } from "../../server/services.ts";

const TABLE_NAME = "scc";

/** Makes and ends API keys beside a running local server, as an operator's command does. */
export interface ServerKeys {
  make(scopes: KeyScope[]): Promise<{ key: string; id: string }>;
  revoke(id: string): Promise<void>;
}

/** Finds the engine of the server that keeps its data in this folder. */
export async function openServerKeys({ dataDir }: { dataDir: string }): Promise<ServerKeys> {
  const { port } = JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")) as { port: number };
  const client = createDynamoClient(`http://127.0.0.1:${port}`, { isLocal: true });
  const context: KeyContext = {
    keys: createDynamoKeyStore({ client, tableName: TABLE_NAME }),
    clock: systemClock,
  };
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
