import { DeployError } from "../deploy-error.ts";
import { fingerprintOf, type PageFile, rankOf } from "./page-file.ts";
import type { PageStore, StoredPage } from "./page-store.ts";

/** The result of an upload. */
export interface UploadedPages {
  /** Names of the uploaded files, in upload order. */
  changed: string[];
  /** The changed files that a cache may hold under the same name. */
  toInvalidate: string[];
  /** The version of each file that changes under its name; null in a bucket without versioning. */
  versions: Record<string, string | null>;
}

type Found = { file: PageFile; stored: StoredPage | null };

/**
 * Uploads the files that are missing or different, referenced files first. Deletes nothing, so that open pages continue to
 * work. Throws a `DeployError` before any upload if someone else's file has one of the names.
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

/** Looks up every file, and throws a `DeployError` that names the ones that someone else uploaded. */
export async function refuseToOverwrite(store: PageStore, files: readonly PageFile[]): Promise<Found[]> {
  const found = await Promise.all(files.map(async (file) => ({ file, stored: await store.find(file.name) })));
  const foreign = found.filter(({ stored }) => stored !== null && stored.fingerprint === null);
  if (foreign.length === 0) return found;
  const names = foreign.map(({ file }) => file.name).join(", ");
  throw new DeployError(
    `The bucket of the pages contains files under names that this command needs, but did not upload: ${names}. ` +
      `Nothing was overwritten. Move them, or give the payments their own folder ("pages.join.prefix").`,
    { isFinding: true },
  );
}

async function putOne(store: PageStore, { file, stored }: Found, uploaded: UploadedPages): Promise<void> {
  const isCurrent = stored?.fingerprint === fingerprintOf(file);
  const versionId = isCurrent ? stored.versionId : await store.put(file);
  if (!file.isImmutable) uploaded.versions[file.name] = versionId;
  if (isCurrent) return;
  uploaded.changed.push(file.name);
  if (!file.isImmutable) uploaded.toInvalidate.push(file.name);
}
