import type { CommandParts } from "../command-parts.ts";

/** The variable that holds a credential where nobody can be asked for one. */
export const CREDENTIAL_VARIABLE = "PAYMENTS_CREDENTIAL";

/** Takes the credential out of an environment, so that no program that is started afterwards is given it; null for none. */
export function readCredential(environment: NodeJS.ProcessEnv): string | null {
  const value = environment[CREDENTIAL_VARIABLE]?.trim();
  delete environment[CREDENTIAL_VARIABLE];
  return value || null;
}

const QUESTION =
  "The admin password, or an API key, with which to look at what was deployed (it is not shown; Enter to skip):";

const SKIPPED = `Nothing was looked at with a credential, so whether limits of guessing count each caller apart was not seen. Give the admin password, or an API key with payments:read, in ${CREDENTIAL_VARIABLE}, or look at /health yourself (docs/operate/health.md).`;

/**
 * Takes the credential from the environment, else asks for it once where somebody may be asked. Answers null when there is
 * none, and says what was not looked at.
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

/** The header for a credential; null for what no header can hold. Headers are sent as Latin-1, and read as UTF-8. */
export function toAuthorization(credential: string): string | null {
  if (/\p{Cc}/u.test(credential)) return null;
  return `Bearer ${Buffer.from(credential, "utf8").toString("latin1")}`;
}
