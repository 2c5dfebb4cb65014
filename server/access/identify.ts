import { describeError } from "../logger.ts";
import type { InputFault } from "../values/input-faults.ts";
import { readTextField } from "../values/text-fields.ts";
import type { Access } from "./access.ts";
import { type ApiKey, isActiveKey, looksLikeApiKey, readApiKeyId } from "./api-key.ts";
import { describeTooManyAttempts } from "./attempt-store.ts";
import { looksLikeSession } from "./sessions.ts";
import { ANONYMOUS, adminNamed, NAME_RULE, type Viewer } from "./viewer.ts";

/** How often the last use of a key is recorded. A write for every request would add no useful information. */
const NOTED_EVERY_MILLISECONDS = 10 * 60_000;

/**
 * Identifies the caller by its headers. `Authorization` is `Bearer <session, API key or password>`, or the bare value as the
 * old page sends it. An invalid, expired or revoked credential makes the caller anonymous. `X-Recorded-By` names the person
 * who uses the shared password. Throws a `StoreUnavailableError` if keys or counters cannot be read.
 */
export async function identify(
  access: Access,
  { headers, address }: { headers: Headers; address: string },
): Promise<Viewer> {
  const credential = (headers.get("authorization") ?? "").replace(/^Bearer\s+/i, "").trim();
  if (credential === "") return ANONYMOUS;
  if (looksLikeApiKey(credential)) return identifyKey(access, credential);
  if (looksLikeSession(credential)) {
    const session = await access.sessions.read(credential);
    return session ? adminNamed(session.name) : ANONYMOUS;
  }
  const verdict = await access.gate.try(decodeUtf8(credential), { address, deviceId: null });
  if (verdict.result === "right") return adminNamed(readName(headers));
  access.logger.warn("A password was refused.", { reason: verdict.result, address });
  return verdict.result === "tooMany"
    ? { ...ANONYMOUS, refusal: describeTooManyAttempts(verdict.retryAfterSeconds) }
    : ANONYMOUS;
}

async function identifyKey(access: Access, credential: string): Promise<Viewer> {
  const id = readApiKeyId(credential);
  const kept = id === null ? null : await access.keys.find(id);
  if (!kept || !isActiveKey(credential, kept)) {
    access.logger.warn("An API key was refused.", { keyId: id, isRevoked: Boolean(kept?.revokedAt) });
    return ANONYMOUS;
  }
  await noteUse(access, kept);
  return { kind: "API_KEY", principal: `key:${kept.id}`, name: kept.name, scopes: kept.scopes };
}

async function noteUse({ keys, clock, logger }: Access, key: ApiKey): Promise<void> {
  const now = clock.now();
  const isNoted = key.lastUsedAt && now.getTime() - Date.parse(key.lastUsedAt) < NOTED_EVERY_MILLISECONDS;
  if (isNoted) return;
  try {
    await keys.noteUse(key.id, now.toISOString());
  } catch (error) {
    logger.error("The last use of an API key was not recorded.", { keyId: key.id, ...describeError(error) });
  }
}

/** The name of the person, or null if it is missing or invalid. */
function readName(headers: Headers): string | null {
  const raw = headers.get("x-recorded-by");
  if (raw === null) return null;
  const faults: InputFault[] = [];
  const name = readTextField(decodeUtf8(raw), NAME_RULE, faults);
  return faults.length > 0 ? null : name;
}

/** Headers arrive as Latin-1; names and passwords are sent in UTF-8. */
function decodeUtf8(latin1: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return latin1;
  }
}
