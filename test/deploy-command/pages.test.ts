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

/** A copy of what was built, to be changed. */
let changed: typeof BUILT & { folder: string };
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "payments-pages-"));
  changed = { folder, clientFolder: join(folder, "client"), cdnFolder: join(folder, "cdn") };
  await cp(BUILT.cdnFolder, changed.cdnFolder, { recursive: true });
  await cp(BUILT.clientFolder, changed.clientFolder, { recursive: true });
});
afterEach(() => rm(changed.folder, { recursive: true, force: true }));

describe("the pages that are published", () => {
  it("are the elements with their parts and the crew's page, and nothing that stands for the tool's own page", async () => {
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

  it("have with them every part that the elements load later", async () => {
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

  it("name each other below the folder in which they are, and the API where it is", async () => {
    const page =
      (await collect("/payments/")).find(({ name }) => name === "crew.html")?.body.toString() ?? "";
    expect(page).toContain('src="/payments/payments.js"');
    expect(page).toContain('href="/payments/page.css"');
    expect(page).toContain('endpoint="/graphql"');
    expect([...page.matchAll(/(?:src|href)="\/(?!payments\/)/g)]).toEqual([]);
  });
});

describe("an upload", () => {
  it("keeps for a year what has a hash in its name, and has the rest asked about each time", async () => {
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

  it("puts what others name before what names it", async () => {
    const files = await collect();
    await uploadPages(storeAt("payments/"), files);
    const place = (name: string) => aws.s3.written.indexOf(`${BUCKET}/payments/${name}`);
    const parts = files.filter(({ isImmutable }) => isImmutable).map(({ name }) => place(name));
    expect(Math.min(...parts)).toBe(0);
    expect(Math.max(...parts)).toBeLessThan(place("payments.js"));
    expect(place("crew.html")).toBe(files.length - 1);
  });

  it("puts only what has changed, deletes nothing, and says what caches may still hold", async () => {
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

  it("overwrites no file that somebody else put there, and puts nothing else either", async () => {
    aws.s3.put(`${BUCKET}/favicon.svg`, "<svg/>");
    aws.s3.put(`${BUCKET}/page.css`, "body {}");
    await expect(uploadPages(storeAt(), await collect())).rejects.toThrow(
      /page\.css, favicon\.svg|favicon\.svg, page\.css/,
    );
    expect(aws.s3.written).toEqual([]);
    expect(aws.s3.text(`${BUCKET}/favicon.svg`)).toBe("<svg/>");
  });

  it("has no versions to tell of in a bucket that keeps none", async () => {
    aws.s3.isVersioned = false;
    const { versions } = await uploadPages(storeAt(), await collect());
    expect(versions["payments.js"]).toBeNull();
    expect(await storeAt().keepsVersions()).toBe(false);
  });
});

describe("the page at the root", () => {
  it("shows the lines to include, as text", async () => {
    const page = await findWelcomePage(storeAt(), '<script type="module" src="/payments.js"></script>');
    expect(page?.body.toString()).toContain(
      "&lt;script type=&quot;module&quot; src=&quot;/payments.js&quot;>",
    );
  });

  it("gives way to a page of the tool's own", async () => {
    aws.s3.put(`${BUCKET}/index.html`, "<title>Dispatch</title>");
    expect(await findWelcomePage(storeAt(), "")).toBeNull();
  });
});

describe("an invalidation", () => {
  it("names exactly the paths that changed, the root beside its page", async () => {
    const paths = pathsOf(["payments.js", "index.html"], "/");
    await invalidate(cloudFront, { distributionId: "E2EXAMPLE", paths, reference: "release-1" });
    expect(aws.cloudFront.invalidations).toEqual([["/", "/index.html", "/payments.js"]]);
  });

  it("is not asked for when nothing changed", async () => {
    await invalidate(cloudFront, { distributionId: "E2EXAMPLE", paths: [], reference: "release-2" });
    expect(aws.calls).toEqual([]);
  });
});
