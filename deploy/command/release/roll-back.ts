import type { LambdaClient } from "@aws-sdk/client-lambda";
import { DeployError } from "../deploy-error.ts";
import type { PageStore } from "../pages/page-store.ts";
import { type LiveAlias, pointAlias, readVersions } from "./aliases.ts";
import type { ReleaseRecord, ReleaseRecords } from "./release-record.ts";

/** The dependencies of a rollback. */
export interface RollBackParts {
  lambda: LambdaClient;
  store: PageStore;
  records: ReleaseRecords;
  aliases: readonly LiveAlias[];
  /** The properties of the deployed stack. */
  footing: string;
}

/** A rollback's start and target. */
export interface RollBackPlan {
  from: {
    /** What is live, in words. */
    description: string;
    /** The version of each file that changes under its name. */
    pages: Record<string, string | null>;
  };
  to: ReleaseRecord;
  deployed: string;
}

/**
 * Finds the rollback target: the release before the live one, or the last recorded release if the newest deployment ended
 * before it was recorded. Throws a `DeployError` if there is none, or none that would work.
 */
export async function planRollBack(parts: RollBackParts): Promise<RollBackPlan> {
  const plan = await findPlan(parts);
  const { to } = plan;
  if (to.footing === undefined || to.footing === parts.footing) return plan;
  throw new DeployError(
    `${describeRelease(to)} was made for a different stack than the deployed one, and would not work on it. It needs: ${to.footing}. ` +
      `The deployed stack has: ${parts.footing}. A rollback moves the functions, but not their permissions. Check out that commit, with the ` +
      "deploy/operator.json of that day, and run `npm run deploy`.",
    { isFinding: true },
  );
}

async function findPlan(parts: RollBackParts): Promise<RollBackPlan> {
  const { records } = parts;
  const pointer = await records.readPointer();
  if (pointer === null) throw nothingBefore("No release is recorded yet, so there is nothing to go back to.");
  const { deployed } = pointer;
  const live = await records.read(pointer.live);
  const previous = live.previous === null ? null : await records.read(live.previous);
  if (await isUnfinished(parts, previous === null ? [live] : [live, previous])) {
    const pages = await currentPages(parts.store, Object.keys(live.pages));
    return { from: { description: "an unfinished deployment", pages }, to: live, deployed };
  }
  if (previous !== null)
    return { from: { description: describeRelease(live), pages: live.pages }, to: previous, deployed };
  throw nothingBefore(
    `${describeRelease(live)} is the first recorded release, so there is no previous one to go back to.`,
  );
}

const nothingBefore = (sentence: string) => new DeployError(sentence, { isFinding: true });

/** A release as shown on the terminal. */
export const describeRelease = ({ commit, madeAt }: ReleaseRecord): string => `${commit} of ${madeAt}`;

/** An interrupted rollback leaves versions of both releases; an interrupted deployment leaves a version that neither has. */
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

/** The result of a rollback. */
export interface RolledBack {
  /** Names of the restored files. */
  pages: string[];
  /** Files whose previous version is not kept. */
  lost: string[];
}

/** Points the functions at the previous release and restores its files. Table and stack do not change. */
export async function rollBack(
  parts: RollBackParts,
  { from, to, deployed }: RollBackPlan,
): Promise<RolledBack> {
  for (const one of parts.aliases) {
    const version = to.functions[one.functionName];
    if (version !== undefined) await pointAlias(parts.lambda, { ...one, version });
  }
  const back = await restorePages(parts.store, { from, to });
  await parts.records.writePointer({ live: to.key, deployed });
  return back;
}

async function restorePages(
  store: PageStore,
  { from, to }: Pick<RollBackPlan, "from" | "to">,
): Promise<RolledBack> {
  const back: RolledBack = { pages: [], lost: [] };
  // As in a deployment, assets are restored before the pages that reference them.
  const names = Object.keys(to.pages).sort((one, other) => Number(isPage(one)) - Number(isPage(other)));
  for (const name of names) {
    const versionId = to.pages[name] ?? null;
    if (versionId !== null && versionId === from.pages[name]) continue;
    // A page that someone else uploaded since then stays.
    if ((await store.find(name))?.fingerprint === null) continue;
    const isBack = versionId !== null && (await tryToRestore(store, { name, versionId }));
    (isBack ? back.pages : back.lost).push(name);
  }
  return back;
}

const isPage = (name: string) => name.endsWith(".html");

async function tryToRestore(store: PageStore, one: { name: string; versionId: string }): Promise<boolean> {
  try {
    await store.restore(one.name, one.versionId);
    return true;
  } catch (error) {
    if (error instanceof Error && /^NoSuch(Version|Key)$/.test(error.name)) return false;
    throw error;
  }
}
