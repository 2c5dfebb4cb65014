import type { AwsClients } from "../aws-clients.ts";
import { type EmbedPlace, ownPageSnippet } from "./embed-snippet.ts";
import { invalidate } from "./invalidate.ts";
import type { PageFile } from "./page-file.ts";
import type { PageStore } from "./page-store.ts";
import type { PlaceOfPages } from "./place-of-pages.ts";
import { type UploadedPages, uploadPages } from "./upload-pages.ts";
import { findWelcomePage, WELCOME_NAME } from "./welcome-page.ts";

/** What is published, and where. */
export interface Publication {
  files: readonly PageFile[];
  place: PlaceOfPages;
  embed: EmbedPlace;
  isJoined: boolean;
  /** The caller reference of the CloudFront invalidation. */
  reference: string;
}

/** Uploads the pages and invalidates the changed ones. */
export async function publishPages(
  { cloudFront }: Pick<AwsClients, "cloudFront">,
  store: PageStore,
  { files, place, embed, isJoined, reference }: Publication,
): Promise<UploadedPages> {
  const welcome = isJoined ? null : await findWelcomePage(store, ownPageSnippet(embed));
  const uploaded = await uploadPages(store, welcome ? [...files, welcome] : files);
  const paths = pathsOf(uploaded.toInvalidate, place.path);
  await invalidate(cloudFront, { distributionId: place.distributionId, paths, reference });
  return uploaded;
}

/** The distribution's paths of some files, including the root for the welcome page. */
export function pathsOf(names: readonly string[], path: string): string[] {
  return names.flatMap((name) => (name === WELCOME_NAME ? [`${path}${name}`, path] : [`${path}${name}`]));
}
