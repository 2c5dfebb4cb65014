import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { toPageFile } from "../../deploy/command/pages/page-file.ts";
import { createPageStore } from "../../deploy/command/pages/page-store.ts";
import { uploadPages } from "../../deploy/command/pages/upload-pages.ts";
import { endRollback } from "../../deploy/command/release/end-rollback.ts";
import { recordRelease } from "../../deploy/command/release/record-release.ts";
import { openReleaseRecords } from "../../deploy/command/release/release-record.ts";
import { planRollBack, rollBack } from "../../deploy/command/release/roll-back.ts";
import { clientsOf } from "./support/aws-clients.ts";
import { createFakeAws } from "./support/fake-aws/fake-aws.ts";
import { createFakeS3 } from "./support/fake-aws/fake-s3.ts";

const BUCKET = "pages-of-payments";

const aws = await createFakeAws();
const { s3, lambda } = clientsOf(aws.url);
const store = createPageStore(s3, { bucket: BUCKET, prefix: "" });
const records = openReleaseRecords(store, "releases/");
const aliases = ["api", "notify"].map((functionName) => ({ functionName, alias: "live" }));
afterAll(() => aws.close());

let releases = 0;
beforeEach(() => {
  aws.s3 = createFakeS3();
  releases = 0;
});

/** CloudFormation has created new versions; then pages and record, as in a deployment. */
async function release(version: number, text = `release ${version}`): Promise<void> {
  releases += 1;
  setVersions(version);
  const files = ["payments.js", "crew.html"].map((name) =>
    toPageFile({ name, body: Buffer.from(`${name} of ${text}`) }),
  );
  const { versions: pages } = await uploadPages(store, files);
  const madeAt = new Date(Date.UTC(2026, 5, 14, 12, releases)).toISOString();
  const made = { madeAt, commit: `commit${version}`, footing, aliases, pages };
  await recordRelease(lambda, { records, release: made });
}

function setVersions(version: number): void {
  for (const { functionName } of aliases) aws.aliases.set(`${functionName}/live`, String(version));
}

const footing = "table scc";
const going = { lambda, store, records, aliases, footing };
const back = async () => rollBack(going, await planRollBack(going));
const liveVersions = () => [...aws.aliases.values()];
const liveText = (name: string) => aws.s3.text(`${BUCKET}/${name}`);

describe("a release", () => {
  it("is recorded with the versions of its functions and pages, and the previous release", async () => {
    await release(1);
    await release(2);
    const record = JSON.parse(aws.s3.text(`${BUCKET}/releases/2026-06-14T12-02-00Z-commit2.json`) ?? "");
    expect(record).toEqual({
      key: "2026-06-14T12-02-00Z-commit2.json",
      madeAt: "2026-06-14T12:02:00.000Z",
      commit: "commit2",
      footing: "table scc",
      previous: "2026-06-14T12-01-00Z-commit1.json",
      functions: { api: "2", notify: "2" },
      pages: {
        "payments.js": aws.s3.objects.get(`${BUCKET}/payments.js`)?.at(-1)?.versionId,
        "crew.html": aws.s3.objects.get(`${BUCKET}/crew.html`)?.at(-1)?.versionId,
      },
    });
  });
});

describe("a rollback", () => {
  it("restores the functions and the pages of the previous release", async () => {
    await release(1);
    await release(2);
    expect(await back()).toEqual({ pages: ["payments.js", "crew.html"], lost: [] });
    expect(liveVersions()).toEqual(["1", "1"]);
    expect(liveText("payments.js")).toBe("payments.js of release 1");
    expect(aws.s3.objects.get(`${BUCKET}/payments.js`)?.at(-1)?.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    });
  });

  it("goes back one release each time, and refuses to go beyond the first", async () => {
    await release(1);
    await release(2);
    await release(3);
    await back();
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
    expect(liveText("crew.html")).toBe("crew.html of release 1");
    await expect(back()).rejects.toThrow("commit1 of 2026-06-14T12:01:00.000Z is the first recorded release");
  });

  it("refuses if there is no release yet", async () => {
    await expect(back()).rejects.toThrow("No release is recorded yet");
  });

  it("goes to the release that was live before, not to one that was rolled back", async () => {
    await release(1);
    await release(2);
    await back();
    await release(3);
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
    expect(liveText("payments.js")).toBe("payments.js of release 1");
  });

  it("can be repeated after an interruption", async () => {
    await release(1);
    await release(2);
    aws.aliases.delete("notify/live");
    await expect(back()).rejects.toThrow("No such alias");
    aws.aliases.set("notify/live", "2");
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("goes from an unfinished deployment to the last finished one", async () => {
    await release(1);
    await release(2);
    setVersions(3);
    await uploadPages(store, [toPageFile({ name: "crew.html", body: Buffer.from("half-way") })]);
    await back();
    expect(liveVersions()).toEqual(["2", "2"]);
    expect(liveText("crew.html")).toBe("crew.html of release 2");
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("goes from an unfinished second deployment to the only finished one", async () => {
    await release(1);
    setVersions(2);
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("refuses a release for another table or other secrets, and changes nothing", async () => {
    await release(1);
    await release(2);
    const elsewhere = { ...going, footing: "table another" };
    await expect(planRollBack(elsewhere)).rejects.toThrow(
      /It needs: table scc\. The deployed stack has: table another\./,
    );
    expect(liveVersions()).toEqual(["2", "2"]);
  });

  it("keeps an unchanged page, and one that the tool has uploaded since", async () => {
    await release(1, "the same");
    await release(2, "the same");
    expect(await back()).toEqual({ pages: [], lost: [] });
    await release(3);
    aws.s3.put(`${BUCKET}/crew.html`, "the tool's own");
    expect((await back()).pages).toEqual(["payments.js"]);
    expect(liveText("crew.html")).toBe("the tool's own");
  });

  it("returns the pages that it could not restore, and still restores the functions", async () => {
    aws.s3.isVersioned = false;
    await release(1);
    await release(2);
    expect(await back()).toEqual({ pages: [], lost: ["payments.js", "crew.html"] });
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("works without a version that the bucket has deleted", async () => {
    await release(1);
    await release(2);
    aws.s3.objects.set(`${BUCKET}/payments.js`, aws.s3.objects.get(`${BUCKET}/payments.js`)?.slice(1) ?? []);
    expect(await back()).toEqual({ pages: ["crew.html"], lost: ["payments.js"] });
  });
});

describe("a deployment after a rollback", () => {
  it("makes the newest version live if CloudFormation kept the previous one", async () => {
    await release(1);
    await release(2);
    await back();
    expect(await endRollback(lambda, { records, aliases })).toEqual(["api", "notify"]);
    expect(liveVersions()).toEqual(["2", "2"]);
  });

  it("keeps a function that CloudFormation has moved itself", async () => {
    await release(1);
    await release(2);
    await back();
    aws.aliases.set("api/live", "3");
    expect(await endRollback(lambda, { records, aliases })).toEqual(["notify"]);
    expect(liveVersions()).toEqual(["3", "2"]);
  });

  it("changes nothing without a rollback", async () => {
    await release(1);
    setVersions(2);
    expect(await endRollback(lambda, { records, aliases })).toEqual([]);
    expect(liveVersions()).toEqual(["2", "2"]);
  });
});
