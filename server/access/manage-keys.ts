import type { Clock } from "../clock.ts";
import type { InputFault } from "../values/input-faults.ts";
import { readTextField } from "../values/text-fields.ts";
import { makeApiKey } from "./api-key.ts";
import type { KeyStore } from "./key-store.ts";
import { type KeyScope, NAME_RULE } from "./viewer.ts";

/** Everything needed to manage keys. */
export interface KeyContext {
  keys: KeyStore;
  clock: Clock;
}

/** The properties of a new key. */
export interface KeyRequest {
  name: string;
  scopes: readonly KeyScope[];
  /** Who creates the key. */
  by: string;
}

/** Result of creating a key. `key` is shown once and stored nowhere. */
export type KeyOutcome =
  | { result: "created"; key: string; id: string }
  | { result: "invalid"; message: string };

/** One key to replace and its replacement: more active keys of one name are usually forgotten ones. */
const MAX_ACTIVE_PER_NAME = 2;

/** Creates a key. Refuses a third active key with the same name. */
export async function createKey(context: KeyContext, request: KeyRequest): Promise<KeyOutcome> {
  const faults: InputFault[] = [];
  const name = readTextField(request.name, NAME_RULE, faults);
  const [fault] = faults;
  if (name === null || fault) return { result: "invalid", message: fault?.message ?? "A key needs a name." };
  if (request.scopes.length === 0) return { result: "invalid", message: "A key needs at least one scope." };
  const live = (await context.keys.list()).filter((key) => key.name === name && key.revokedAt === null);
  if (live.length >= MAX_ACTIVE_PER_NAME) {
    const ids = live.map(({ id }) => id).join(" and ");
    return {
      result: "invalid",
      message: `Two active keys are already named "${name}" (${ids}). Revoke one first.`,
    };
  }
  const { key, id, hash } = makeApiKey();
  const at = context.clock.now().toISOString();
  const scopes = [...new Set(request.scopes)];
  await context.keys.create(
    { id, name, scopes, hash, createdAt: at, lastUsedAt: null, revokedAt: null },
    { kind: "KEY_CREATED", at, by: request.by, keyId: id, name, scopes },
  );
  return { result: "created", key, id };
}

/** Result of revoking a key. */
export type RevokeOutcome = "revoked" | "alreadyRevoked" | "unknown";

/** Revokes a key. The next request with it is refused. */
export async function revokeKey(
  { keys, clock }: KeyContext,
  { id, by }: { id: string; by: string },
): Promise<RevokeOutcome> {
  const key = await keys.find(id);
  if (!key) return "unknown";
  const at = clock.now().toISOString();
  const isDone = await keys.revoke(id, { kind: "KEY_REVOKED", at, by, keyId: id, name: key.name });
  return isDone ? "revoked" : "alreadyRevoked";
}
