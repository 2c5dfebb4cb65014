import { describeError } from "../logger.ts";
import type { InputFault } from "../values/input-faults.ts";
import { readTextField } from "../values/text-fields.ts";
import type { Access } from "./access.ts";
import { type ApiKey, isLiveKey, looksLikeApiKey, readApiKeyId } from "./api-key.ts";
import { tellTooManyAttempts } from "./attempt-store.ts";
import { looksLikeSession } from "./sessions.ts";
import { ANONYMOUS, adminNamed, NAME_RULE, type Viewer } from "./viewer.ts";

/** A last use is noted this often: a write for every request would tell nobody more. */
const NOTED_EVERY_MILLISECONDS = 10 * 60_000;

/**
 * Tells from the headers who is asking. `Authorization` is `Bearer <session, API key or password>`, or the bare value as the
 * old page sends it; a wrong, expired or revoked one makes an anonymous caller. `X-Recorded-By` says who holds the
 * shared password. Throws a `StoreUnavailableError` when keys or counts cannot be read.
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
    ? { ...ANONYMOUS, refusal: tellTooManyAttempts(verdict.retryAfterSeconds) }
    : ANONYMOUS;
}

async function identifyKey(access: Access, credential: string): Promise<Viewer> {
  const id = readApiKeyId(credential);
  const kept = id === null ? null : await access.keys.find(id);
  if (!kept || !isLiveKey(credential, kept)) {
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
    logger.error("The last use of an API key was not noted.", { keyId: key.id, ...describeError(error) });
  }
}

/** A name that cannot be kept is left out. */
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
