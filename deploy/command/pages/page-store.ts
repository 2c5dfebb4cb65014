import {
  CopyObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { fingerprintOf, type PageFile } from "./page-file.ts";

/** Below this name of its own data an object says that we put it, and what it is. */
const MARK = "dispatch-payments";

/** What is there under a name. */
export interface StoredPage {
  /** What it was when we put it; null when somebody else did. */
  fingerprint: string | null;
  /** Null in a bucket that keeps no versions. */
  versionId: string | null;
}

/** The bucket of the pages, or the part of somebody's bucket in which they are. */
export interface PageStore {
  find(name: string): Promise<StoredPage | null>;
  /** Puts a file. Answers its version; null in a bucket that keeps none. */
  put(file: PageFile): Promise<string | null>;
  /** Makes an older version the newest one. Answers its new version. */
  bringBack(name: string, versionId: string): Promise<string | null>;
  /** Reads a text beside the pages; null when there is none. */
  readText(key: string): Promise<string | null>;
  writeText(key: string, text: string): Promise<void>;
  keepsVersions(): Promise<boolean>;
}

/** Opens a bucket; names of pages stand behind `prefix`, which is empty or ends in a slash. */
export function createPageStore(client: S3Client, place: { bucket: string; prefix: string }): PageStore {
  const Bucket = place.bucket;
  const at = (name: string) => ({ Bucket, Key: place.prefix + name });
  return {
    async find(name) {
      const found = await orNull(client.send(new HeadObjectCommand(at(name))));
      return found && { fingerprint: found.Metadata?.[MARK] ?? null, versionId: found.VersionId ?? null };
    },
    async put(file) {
      const { body: Body, contentType: ContentType, cacheControl: CacheControl } = file;
      const Metadata = { [MARK]: fingerprintOf(file) };
      const made = await client.send(
        new PutObjectCommand({ ...at(file.name), Body, ContentType, CacheControl, Metadata }),
      );
      return made.VersionId ?? null;
    },
    async bringBack(name, versionId) {
      const source = `${Bucket}/${encodeURI(place.prefix + name)}?versionId=${encodeURIComponent(versionId)}`;
      const made = await client.send(new CopyObjectCommand({ ...at(name), CopySource: source }));
      return made.VersionId ?? null;
    },
    async readText(Key) {
      const found = await orNull(client.send(new GetObjectCommand({ Bucket, Key })));
      return (await found?.Body?.transformToString()) ?? null;
    },
    async writeText(Key, Body) {
      const ContentType = "application/json";
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl: "no-store" }));
    },
    async keepsVersions() {
      const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
      return Status === "Enabled";
    },
  };
}

async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFound || (error instanceof Error && error.name === "NoSuchKey")) return null;
    throw error;
  }
}
