import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The secret that signs sessions, the same at every start, so that a restart signs nobody out. Created if it does not exist. */
export async function keepSessionSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, "dev-session-secret");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept !== "") return kept;
  const secret = randomBytes(32).toString("hex");
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
