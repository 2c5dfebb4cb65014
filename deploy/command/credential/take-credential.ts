import type { CommandParts } from "../command-parts.ts";

/** The variable with a credential for runs in which nobody can be asked. */
export const CREDENTIAL_VARIABLE = "PAYMENTS_CREDENTIAL";

/** Takes the credential out of an environment, so that no child process receives it; null if not set. */
export function readCredential(environment: NodeJS.ProcessEnv): string | null {
  const value = environment[CREDENTIAL_VARIABLE]?.trim();
  delete environment[CREDENTIAL_VARIABLE];
  return value || null;
}

const QUESTION = "The admin password or an API key, to check the deployment with (not shown; Enter to skip):";

const SKIPPED = `The checks with a credential were skipped, so it is unknown whether password attempts are counted per caller. Set ${CREDENTIAL_VARIABLE} to the admin password or to an API key with payments:read, or read /health yourself (docs/operate/health.md).`;

/**
 * Takes the credential from the environment, or asks for it once if someone can answer. Returns null without one, and says
 * what was not checked.
 */
export async function takeCredential(
  { credential, askSecret, narrator }: Pick<CommandParts, "credential" | "askSecret" | "narrator">,
  { isSure }: { isSure: boolean },
): Promise<string | null> {
  const mayAsk = credential === null && !isSure && askSecret !== null;
  const given = mayAsk ? await askSecret(QUESTION) : credential;
  if (given) return given;
  narrator.say(SKIPPED);
  return null;
}

/** The header for a credential; null if it contains control characters. Headers are sent as Latin-1 and read as UTF-8. */
export function toAuthorization(credential: string): string | null {
  if (/\p{Cc}/u.test(credential)) return null;
  return `Bearer ${Buffer.from(credential, "utf8").toString("latin1")}`;
}
