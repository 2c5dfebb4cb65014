import type { LambdaClient } from "@aws-sdk/client-lambda";
import { DeployError } from "../deploy-error.ts";
import type { PageStore } from "../pages/page-store.ts";
import { type LiveAlias, pointAlias, readVersions } from "./aliases.ts";
import type { ReleaseRecord, ReleaseRecords } from "./release-record.ts";

/** What goes back, and with what. */
export interface RollBackParts {
  lambda: LambdaClient;
  store: PageStore;
  records: ReleaseRecords;
  aliases: readonly LiveAlias[];
  /** What the stack is, as it is deployed now. */
  footing: string;
}

/** What is left, and what is gone back to. */
export interface RollBackPlan {
  from: {
    /** What it is, in words. */
    told: string;
    /** The version of each file that changes under its name. */
    pages: Record<string, string | null>;
  };
  to: ReleaseRecord;
  deployed: string;
}

/**
 * Finds what to go back to: the release before the one that is live, or, when the newest deployment ended before it was
 * written down, the last one that was. Throws a `DeployError` when there is none, or none that would work.
 */
export async function planRollBack(parts: RollBackParts): Promise<RollBackPlan> {
  const plan = await findPlan(parts);
  const { to } = plan;
  if (to.footing === undefined || to.footing === parts.footing) return plan;
  throw new DeployError(
    `${tellRelease(to)} was made for another stack than is deployed now, and would not work on it. It needs: ${to.footing}. ` +
      `There is: ${parts.footing}. Going back moves the functions, not what they may read. Check out that commit, with the ` +
      "deploy/operator.json of that day, and run `npm run deploy`.",
    { isFinding: true },
  );
}

async function findPlan(parts: RollBackParts): Promise<RollBackPlan> {
  const { records } = parts;
  const pointer = await records.readPointer();
  if (pointer === null) throw nothingBefore("No release was recorded yet: there is nothing to go back to.");
  const { deployed } = pointer;
  const live = await records.read(pointer.live);
  const previous = live.previous === null ? null : await records.read(live.previous);
  if (await isUnfinished(parts, previous === null ? [live] : [live, previous])) {
    const pages = await currentPages(parts.store, Object.keys(live.pages));
    return { from: { told: "a deployment that did not end", pages }, to: live, deployed };
  }
  if (previous !== null)
    return { from: { told: tellRelease(live), pages: live.pages }, to: previous, deployed };
  throw nothingBefore(
    `${tellRelease(live)} is the first release that was recorded: there is none before it to go back to.`,
  );
}

const nothingBefore = (sentence: string) => new DeployError(sentence, { isFinding: true });

/** A release, as it is told on the terminal. */
export const tellRelease = ({ commit, madeAt }: ReleaseRecord): string => `${commit} of ${madeAt}`;

/** Going back that was interrupted leaves versions of both releases, a deployment that ended early some of neither. */
async function isUnfinished(
  { lambda, aliases }: RollBackParts,
  recorded: readonly ReleaseRecord[],
): Promise<boolean> {
  const now = Object.entries(await readVersions(lambda, aliases));
  return now.some(([name, version]) => recorded.every(({ functions }) => functions[name] !== version));
}

async function currentPages(
  store: PageStore,
  names: readonly string[],
): Promise<Record<string, string | null>> {
  const found = names.map(async (name) => [name, (await store.find(name))?.versionId ?? null] as const);
  return Object.fromEntries(await Promise.all(found));
}

/** What going back did. */
export interface RolledBack {
  /** Names of the files that were brought back. */
  pages: string[];
  /** Files that could not be, since their older version is not kept (any more). */
  lost: string[];
}

/** Points the functions at the release before, and brings its files back. Table and stack stay as they are. */
export async function rollBack(
  parts: RollBackParts,
  { from, to, deployed }: RollBackPlan,
): Promise<RolledBack> {
  for (const one of parts.aliases) {
    const version = to.functions[one.functionName];
    if (version !== undefined) await pointAlias(parts.lambda, { ...one, version });
  }
  const back = await bringPagesBack(parts.store, { from, to });
  await parts.records.writePointer({ live: to.key, deployed });
  return back;
}

async function bringPagesBack(
  store: PageStore,
  { from, to }: Pick<RollBackPlan, "from" | "to">,
): Promise<RolledBack> {
  const back: RolledBack = { pages: [], lost: [] };
  // As in a deployment, what a page names is there before the page.
  const names = Object.keys(to.pages).sort((one, other) => Number(isPage(one)) - Number(isPage(other)));
  for (const name of names) {
    const versionId = to.pages[name] ?? null;
    if (versionId !== null && versionId === from.pages[name]) continue;
    // Where somebody has put a page of their own meanwhile, it stays.
    if ((await store.find(name))?.fingerprint === null) continue;
    const isBack = versionId !== null && (await tryToBringBack(store, { name, versionId }));
    (isBack ? back.pages : back.lost).push(name);
  }
  return back;
}

const isPage = (name: string) => name.endsWith(".html");

async function tryToBringBack(store: PageStore, one: { name: string; versionId: string }): Promise<boolean> {
  try {
    await store.bringBack(one.name, one.versionId);
    return true;
  } catch (error) {
    if (error instanceof Error && /^NoSuch(Version|Key)$/.test(error.name)) return false;
    throw error;
  }
}
