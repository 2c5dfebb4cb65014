import { userInfo } from "node:os";
import type { ApiKey } from "../access/api-key.ts";
import { createKey, revokeKey } from "../access/manage-keys.ts";
import type { KeyScope } from "../access/viewer.ts";
import { type CommandContext, runCommand, UsageError } from "./command.ts";

const SCOPE_WORDS: Record<KeyScope, string> = {
  STATE_READ: "state:read",
  PAYMENTS_READ: "payments:read",
  PAYMENTS_WRITE: "payments:write",
};
const ALL_SCOPES = Object.values(SCOPE_WORDS).join(", ");

const USAGE = `Usage:
  npm run keys -- create --name bookkeeping --scope payments:read [--scope payments:write] [--by NAME] [--aws]
  npm run keys -- list [--json] [--aws]
  npm run keys -- revoke ID [--by NAME] [--aws]
Scopes: ${ALL_SCOPES}.`;

const EXIT_REFUSED = 1;

await runCommand(
  {
    name: { type: "string" },
    scope: { type: "string", multiple: true },
    by: { type: "string" },
    json: { type: "boolean" },
  },
  async (context, flags) => {
    const [verb, id, ...more] = context.positionals;
    const by = typeof flags.by === "string" ? flags.by : accountName();
    if (verb === "create" && typeof flags.name === "string" && id === undefined) {
      return create(context, { name: flags.name, scopes: readScopes(flags.scope), by });
    }
    if (verb === "list" && id === undefined) return list(context, flags.json === true);
    if (verb === "revoke" && id !== undefined && more.length === 0) return revoke(context, { id, by });
    throw new UsageError(USAGE);
  },
  { takesArguments: true },
);

/** The account that runs the command; a container may not know it. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

function readScopes(given: unknown): KeyScope[] {
  const words = (Array.isArray(given) ? given : []).flatMap((text) => String(text).split(","));
  const scopes = Object.keys(SCOPE_WORDS) as KeyScope[];
  return words.map((word) => {
    const scope = scopes.find((each) => SCOPE_WORDS[each] === word.trim());
    if (!scope) throw new UsageError(`"${word}" is not a scope. Use ${ALL_SCOPES}.`);
    return scope;
  });
}

async function create(
  context: CommandContext,
  request: { name: string; scopes: KeyScope[]; by: string },
): Promise<number> {
  const outcome = await createKey(context, request);
  if (outcome.result === "invalid") {
    console.error(outcome.message);
    return EXIT_REFUSED;
  }
  console.error("Store this key now: it is shown only once, and only its hash is kept.");
  console.log(outcome.key);
  if (request.scopes.includes("STATE_READ")) {
    console.error(`Crew page: ${context.baseUrl}/crew.html?event=EVENT_ID#key=${outcome.key}`);
  }
  return 0;
}

async function list({ keys }: CommandContext, isJson: boolean): Promise<number> {
  const all = (await keys.list()).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  console.log(isJson ? JSON.stringify(all.map(withoutHash), null, 2) : toText(all));
  return 0;
}

function withoutHash({ hash, ...shown }: ApiKey): Omit<ApiKey, "hash"> {
  return shown;
}

function toText(keys: readonly ApiKey[]): string {
  if (keys.length === 0) return "There are no keys.";
  const rows = keys.map(({ id, name, scopes, createdAt, lastUsedAt, revokedAt }) => [
    id,
    name,
    scopes.map((scope) => SCOPE_WORDS[scope]).join(" "),
    `created ${createdAt}`,
    lastUsedAt ? `used ${lastUsedAt}` : "never used",
    revokedAt ? `revoked ${revokedAt}` : "active",
  ]);
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

async function revoke(context: CommandContext, key: { id: string; by: string }): Promise<number> {
  const outcome = await revokeKey(context, key);
  if (outcome === "unknown") console.error(`The key "${key.id}" does not exist.`);
  else
    console.log(
      outcome === "revoked"
        ? "Revoked. The next request with this key is refused."
        : "This key was already revoked.",
    );
  return outcome === "unknown" ? EXIT_REFUSED : 0;
}
