import type { LambdaClient } from "@aws-sdk/client-lambda";
import { DeployError } from "../deploy-error.ts";
import type { PageStore } from "../pages/page-store.ts";
import { type LiveAlias, pointAlias } from "./aliases.ts";
import type { ReleaseRecord, ReleaseRecords } from "./release-record.ts";

/** What goes back, and with what. */
export interface RollBackParts {
  lambda: LambdaClient;
  store: PageStore;
  records: ReleaseRecords;
  aliases: readonly LiveAlias[];
}

/** The release that is live and the one before it. */
export interface RollBackPlan {
  from: ReleaseRecord;
  to: ReleaseRecord;
  deployed: string;
}

/** Finds the release before the one that is live. Throws a `DeployError` when there is none. */
export async function planRollBack(records: ReleaseRecords): Promise<RollBackPlan> {
  const pointer = await records.readPointer();
  if (pointer === null) {
    throw new DeployError("No release was recorded yet: there is nothing to go back to.", {
      isFinding: true,
    });
  }
  const from = await records.read(pointer.live);
  if (from.previous === null) {
    throw new DeployError(
      `${from.commit} of ${from.madeAt} is the first release that was recorded: there is none before it to go back to.`,
      { isFinding: true },
    );
  }
  return { from, to: await records.read(from.previous), deployed: pointer.deployed };
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
  { from, to }: { from: ReleaseRecord; to: ReleaseRecord },
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
