import { DeployError } from "../deploy-error.ts";
import { fingerprintOf, type PageFile, rankOf } from "./page-file.ts";
import type { PageStore, StoredPage } from "./page-store.ts";

/** What an upload did. */
export interface UploadedPages {
  /** Names of what was put, in the order in which it was. */
  changed: string[];
  /** Of the changed ones those that a cache may hold under the same name. */
  toInvalidate: string[];
  /** The version of every file that changes under its name; null in a bucket that keeps no versions. */
  versions: Record<string, string | null>;
}

type Found = { file: PageFile; stored: StoredPage | null };

/**
 * Puts the files that are not there yet as they are: what others name before what names it. Deletes nothing, so that pages
 * which are open go on working. Throws a `DeployError`, before anything is put, when a file of somebody else has one of the names.
 */
export async function uploadPages(store: PageStore, files: readonly PageFile[]): Promise<UploadedPages> {
  const found = await refuseToOverwrite(store, files);
  const uploaded: UploadedPages = { changed: [], toInvalidate: [], versions: {} };
  for (const rank of [0, 1, 2]) {
    const now = found.filter(({ file }) => rankOf(file) === rank);
    await Promise.all(now.map((one) => putOne(store, one, uploaded)));
  }
  return uploaded;
}

/** Looks for every file, and throws a `DeployError` that names those which somebody else put there. */
export async function refuseToOverwrite(store: PageStore, files: readonly PageFile[]): Promise<Found[]> {
  const found = await Promise.all(files.map(async (file) => ({ file, stored: await store.find(file.name) })));
  const foreign = found.filter(({ stored }) => stored !== null && stored.fingerprint === null);
  if (foreign.length === 0) return found;
  const names = foreign.map(({ file }) => file.name).join(", ");
  throw new DeployError(
    `In the bucket of the pages there are files that this command did not put there, under names that it needs: ${names}. ` +
      `Nothing was overwritten. Move them away, or give the payments a folder of their own ("pages.join.prefix").`,
    { isFinding: true },
  );
}

async function putOne(store: PageStore, { file, stored }: Found, uploaded: UploadedPages): Promise<void> {
  const isThere = stored?.fingerprint === fingerprintOf(file);
  const versionId = isThere ? stored.versionId : await store.put(file);
  if (!file.isImmutable) uploaded.versions[file.name] = versionId;
  if (isThere) return;
  uploaded.changed.push(file.name);
  if (!file.isImmutable) uploaded.toInvalidate.push(file.name);
}
