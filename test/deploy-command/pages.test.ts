import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { collectPages } from "../../deploy/command/pages/collect-pages.ts";
import { invalidate } from "../../deploy/command/pages/invalidate.ts";
import { createPageStore } from "../../deploy/command/pages/page-store.ts";
import { pathsOf } from "../../deploy/command/pages/publish-pages.ts";
import { uploadPages } from "../../deploy/command/pages/upload-pages.ts";
import { findWelcomePage } from "../../deploy/command/pages/welcome-page.ts";
import { clientsOf } from "./support/aws-clients.ts";
import { createFakeAws } from "./support/fake-aws/fake-aws.ts";
import { createFakeS3 } from "./support/fake-aws/fake-s3.ts";

const BUILT = { clientFolder: "dist/client", cdnFolder: "dist/cdn" };
const BUCKET = "pages-of-payments";

const aws = await createFakeAws();
const { s3, cloudFront } = clientsOf(aws.url);
afterAll(() => aws.close());
beforeEach(() => {
  aws.s3 = createFakeS3();
  aws.calls.length = 0;
});

const storeAt = (prefix = "") => createPageStore(s3, { bucket: BUCKET, prefix });
const collect = (path = "/") => collectPages(BUILT, { path });
const headersOf = (name: string) => aws.s3.objects.get(`${BUCKET}/${name}`)?.at(-1)?.headers;

/** A copy of the built files, for changes. */
let changed: typeof BUILT & { folder: string };
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "payments-pages-"));
  changed = { folder, clientFolder: join(folder, "client"), cdnFolder: join(folder, "cdn") };
  await cp(BUILT.cdnFolder, changed.cdnFolder, { recursive: true });
  await cp(BUILT.clientFolder, changed.clientFolder, { recursive: true });
});
afterEach(() => rm(changed.folder, { recursive: true, force: true }));

describe("the published pages", () => {
  it("are the elements with their chunks and the crew page, without the stand-in for the tool's own page", async () => {
    const names = (await collect()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "payments.js",
        "legacy.js",
        "crew.html",
        "crew.js",
        "crew.css",
        "page.css",
        "favicon.svg",
      ]),
    );
    expect(names.filter((name) => name.startsWith("payments-")).length).toBeGreaterThan(5);
    expect(names.filter((name) => /^index|^dispatch|\.map$|^components/.test(name))).toEqual([]);
  });

  it("include every chunk that the elements load later", async () => {
    const files = await collect();
    const names = new Set(files.map(({ name }) => name));
    const loaded = files
      .filter(({ name }) => name.endsWith(".js"))
      .flatMap(({ body }) =>
        [...body.toString().matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g)].map(([, name]) => name ?? ""),
      );
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((name) => !names.has(name))).toEqual([]);
  });

  it("reference each other inside their folder, and the API at the root", async () => {
    const page =
      (await collect("/payments/")).find(({ name }) => name === "crew.html")?.body.toString() ?? "";
    expect(page).toContain('src="/payments/payments.js"');
    expect(page).toContain('href="/payments/page.css"');
    expect(page).toContain('endpoint="/graphql"');
    expect([...page.matchAll(/(?:src|href)="\/(?!payments\/)/g)]).toEqual([]);
  });
});

describe("an upload", () => {
  it("caches hashed files for a year, and revalidates the others", async () => {
    await uploadPages(storeAt(), await collect());
    const part = (await collect()).find(({ name }) => name.startsWith("payments-form-"))?.name ?? "";
    expect(headersOf(part)).toMatchObject({ "cache-control": "public, max-age=31536000, immutable" });
    expect(headersOf("payments.js")).toMatchObject({
      "cache-control": "no-cache",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect(headersOf("crew.html")).toMatchObject({
      "cache-control": "no-cache",
      "content-type": "text/html; charset=utf-8",
    });
    expect(headersOf("favicon.svg")).toMatchObject({ "content-type": "image/svg+xml" });
  });

  it("uploads referenced files first", async () => {
    const files = await collect();
    await uploadPages(storeAt("payments/"), files);
    const place = (name: string) => aws.s3.written.indexOf(`${BUCKET}/payments/${name}`);
    const parts = files.filter(({ isImmutable }) => isImmutable).map(({ name }) => place(name));
    expect(Math.min(...parts)).toBe(0);
    expect(Math.max(...parts)).toBeLessThan(place("payments.js"));
    expect(place("crew.html")).toBe(files.length - 1);
  });

  it("uploads only changed files, deletes nothing, and returns the paths to invalidate", async () => {
    const first = await uploadPages(storeAt(), await collectPages(changed, { path: "/" }));
    expect((await uploadPages(storeAt(), await collectPages(changed, { path: "/" }))).changed).toEqual([]);
    await writeFile(join(changed.clientFolder, "payments.js"), "export {};");
    await writeFile(join(changed.clientFolder, "payments-new-AbCdEf12.js"), "export {};");
    const second = await uploadPages(storeAt(), await collectPages(changed, { path: "/" }));
    expect(second.changed).toEqual(["payments-new-AbCdEf12.js", "payments.js"]);
    expect(second.toInvalidate).toEqual(["payments.js"]);
    expect(second.versions["crew.html"]).toBe(first.versions["crew.html"]);
    expect(second.versions["payments.js"]).not.toBe(first.versions["payments.js"]);
    expect(second.versions).not.toHaveProperty("payments-new-AbCdEf12.js");
    expect(aws.calls.filter((call) => call.startsWith("DELETE"))).toEqual([]);
  });

  it("uploads nothing if it would overwrite someone else's file", async () => {
    aws.s3.put(`${BUCKET}/favicon.svg`, "<svg/>");
    aws.s3.put(`${BUCKET}/page.css`, "body {}");
    await expect(uploadPages(storeAt(), await collect())).rejects.toThrow(
      /page\.css, favicon\.svg|favicon\.svg, page\.css/,
    );
    expect(aws.s3.written).toEqual([]);
    expect(aws.s3.text(`${BUCKET}/favicon.svg`)).toBe("<svg/>");
  });

  it("returns no versions in a bucket without versioning", async () => {
    aws.s3.isVersioned = false;
    const { versions } = await uploadPages(storeAt(), await collect());
    expect(versions["payments.js"]).toBeNull();
    expect(await storeAt().keepsVersions()).toBe(false);
  });
});

describe("the page at the root", () => {
  it("shows the snippet as text", async () => {
    const page = await findWelcomePage(storeAt(), '<script type="module" src="/payments.js"></script>');
    expect(page?.body.toString()).toContain(
      "&lt;script type=&quot;module&quot; src=&quot;/payments.js&quot;>",
    );
  });

  it("is left out if the tool has its own page", async () => {
    aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    expect(await findWelcomePage(storeAt(), "")).toBeNull();
  });
});

describe("an invalidation", () => {
  it("contains exactly the changed paths, including the root for its page", async () => {
    const paths = pathsOf(["payments.js", "index.html"], "/");
    await invalidate(cloudFront, { distributionId: "E2EXAMPLE", paths, reference: "release-1" });
    expect(aws.cloudFront.invalidations).toEqual([["/", "/index.html", "/payments.js"]]);
  });

  it("is not sent if nothing changed", async () => {
    await invalidate(cloudFront, { distributionId: "E2EXAMPLE", paths: [], reference: "release-2" });
    expect(aws.calls).toEqual([]);
  });
});
