import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isActiveKey, readApiKeyId } from "../access/api-key.ts";
import { createKey, type KeyContext } from "../access/manage-keys.ts";

/** The crew's key of the demo, the same at every start, or a new one if it was revoked. Null if none can be created. */
export async function findDemoCrewKey(context: KeyContext, dataDir: string): Promise<string | null> {
  const file = join(dataDir, "demo-crew-key");
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  const id = readApiKeyId(kept);
  const found = id === null ? null : await context.keys.find(id);
  if (found && isActiveKey(kept, found)) return kept;
  const request = { name: "crew (demonstration)", scopes: ["STATE_READ"] as const, by: "npm start" };
  const outcome = await createKey(context, request);
  if (outcome.result !== "created") return null;
  await writeFile(file, outcome.key, { mode: 0o600 });
  return outcome.key;
}
