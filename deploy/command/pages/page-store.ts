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

/** The object metadata key that marks a file as ours and contains its fingerprint. */
const MARK = "dispatch-payments";

/** An object in the bucket. */
export interface StoredPage {
  /** The fingerprint at our upload; null if someone else uploaded the object. */
  fingerprint: string | null;
  /** Null in a bucket without versioning. */
  versionId: string | null;
}

/** The bucket of the pages, or a folder of it in someone else's bucket. */
export interface PageStore {
  find(name: string): Promise<StoredPage | null>;
  /** Uploads a file. Returns its version; null in a bucket without versioning. */
  put(file: PageFile): Promise<string | null>;
  /** Makes a previous version current again. Returns its new version. */
  restore(name: string, versionId: string): Promise<string | null>;
  /** Reads a text object in the bucket; null if there is none. */
  readText(key: string): Promise<string | null>;
  writeText(key: string, text: string): Promise<void>;
  keepsVersions(): Promise<boolean>;
}

/** Opens a bucket; `prefix` is put before file names, and is empty or ends in a slash. */
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
    async restore(name, versionId) {
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
