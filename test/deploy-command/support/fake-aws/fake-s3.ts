import { createHash, randomUUID } from "node:crypto";
import type { WireAnswer, WireRequest } from "./wire.ts";

/** One version of an object. */
interface StoredVersion {
  versionId: string;
  body: Buffer;
  headers: Record<string, string>;
}

/** Buckets in memory with the S3 operations that a deployment needs, in path style. */
export interface FakeS3 {
  /** The only existing bucket; null to accept any name. */
  bucket: string | null;
  /** Whether previous versions of an object are kept. */
  isVersioned: boolean;
  /** Every version of every object by `bucket/key`, oldest first. */
  objects: Map<string, StoredVersion[]>;
  /** Names of the uploaded or copied objects, in order. */
  written: string[];
  /** Uploads an object as someone else would. */
  put(path: string, body: string): void;
  text(path: string): string | undefined;
  answer(request: WireRequest): WireAnswer;
}

const KEPT_HEADERS = /^(content-type|cache-control|x-amz-meta-.*)$/;

export function createFakeS3(): FakeS3 {
  const s3: FakeS3 = {
    bucket: null,
    isVersioned: true,
    objects: new Map(),
    written: [],
    put: (path, body) => void store(path, Buffer.from(body), {}),
    text: (path) => s3.objects.get(path)?.at(-1)?.body.toString(),
    answer(request) {
      const { pathname, searchParams } = new URL(request.url, "http://s3");
      const path = decodeURIComponent(pathname.slice(1));
      if (s3.bucket !== null && path.split("/")[0] !== s3.bucket) return missing("NoSuchBucket");
      if (searchParams.has("versioning")) return versioning();
      if (request.method === "PUT") return write(path, request);
      return read(path, { request, versionId: searchParams.get("versionId") });
    },
  };

  function store(path: string, body: Buffer, headers: Record<string, string>): StoredVersion {
    const version = { versionId: s3.isVersioned ? randomUUID() : "null", body, headers };
    const earlier = s3.isVersioned ? (s3.objects.get(path) ?? []) : [];
    s3.objects.set(path, [...earlier, version]);
    return version;
  }

  function find(path: string, versionId: string | null): StoredVersion | undefined {
    const versions = s3.objects.get(path);
    return versionId ? versions?.find((one) => one.versionId === versionId) : versions?.at(-1);
  }

  function write(path: string, { headers, body }: WireRequest): WireAnswer {
    s3.written.push(path);
    const source = headers["x-amz-copy-source"];
    if (source !== undefined) return copy(path, source);
    const kept = Object.entries(headers).flatMap(([name, value = ""]) =>
      KEPT_HEADERS.test(name) ? [[name, value]] : [],
    );
    const { versionId } = store(path, body, Object.fromEntries(kept));
    return { status: 200, headers: { etag: tagOf(body), ...named(versionId) } };
  }

  function copy(path: string, source: string): WireAnswer {
    const [from = "", versionId = null] = decodeURIComponent(source).split("?versionId=");
    const found = find(from.replace(/^\//, ""), versionId);
    if (!found) return missing("NoSuchVersion");
    const made = store(path, found.body, found.headers);
    const body = `<CopyObjectResult><ETag>${tagOf(found.body)}</ETag></CopyObjectResult>`;
    return { status: 200, headers: named(made.versionId), body };
  }

  function read(
    path: string,
    { request, versionId }: { request: WireRequest; versionId: string | null },
  ): WireAnswer {
    const found = find(path, versionId);
    if (!found) return missing("NoSuchKey");
    const headers = { ...found.headers, etag: tagOf(found.body), ...named(found.versionId) };
    return { status: 200, headers, ...(request.method === "HEAD" ? {} : { body: found.body }) };
  }

  const versioning = (): WireAnswer => ({
    status: 200,
    body: `<VersioningConfiguration>${s3.isVersioned ? "<Status>Enabled</Status>" : ""}</VersioningConfiguration>`,
  });

  const named = (versionId: string): Record<string, string> =>
    s3.isVersioned ? { "x-amz-version-id": versionId } : {};
  return s3;
}

const tagOf = (body: Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;

const missing = (code: string): WireAnswer => ({
  status: 404,
  body: `<Error><Code>${code}</Code><Message>Not found.</Message></Error>`,
});
