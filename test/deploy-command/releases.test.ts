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

/** CloudFormation has made new versions; then pages and record, as a deployment does it. */
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
  it("is written down with its functions' versions and its pages' versions, beside the one before", async () => {
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

describe("going back", () => {
  it("makes the functions and the pages of the release before live again", async () => {
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

  it("goes back twice when it is done twice, and refuses to go further than the first", async () => {
    await release(1);
    await release(2);
    await release(3);
    await back();
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
    expect(liveText("crew.html")).toBe("crew.html of release 1");
    await expect(back()).rejects.toThrow("commit1 of 2026-06-14T12:01:00.000Z is the first release");
  });

  it("refuses when nothing was released yet", async () => {
    await expect(back()).rejects.toThrow("No release was recorded yet");
  });

  it("leads to what was live before, not to what was taken back meanwhile", async () => {
    await release(1);
    await release(2);
    await back();
    await release(3);
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
    expect(liveText("payments.js")).toBe("payments.js of release 1");
  });

  it("can be done again after it was interrupted", async () => {
    await release(1);
    await release(2);
    aws.aliases.delete("notify/live");
    await expect(back()).rejects.toThrow("No such alias");
    aws.aliases.set("notify/live", "2");
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("leads from a deployment that did not end to the last one that did", async () => {
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

  it("leads from a second deployment that did not end to the only one that did", async () => {
    await release(1);
    setVersions(2);
    await back();
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("refuses a release that was made for another table or other secrets, and changes nothing", async () => {
    await release(1);
    await release(2);
    const elsewhere = { ...going, footing: "table another" };
    await expect(planRollBack(elsewhere)).rejects.toThrow(/It needs: table scc\. There is: table another\./);
    expect(liveVersions()).toEqual(["2", "2"]);
  });

  it("leaves a page that did not change, and one that the tool has put there since", async () => {
    await release(1, "the same");
    await release(2, "the same");
    expect(await back()).toEqual({ pages: [], lost: [] });
    await release(3);
    aws.s3.put(`${BUCKET}/crew.html`, "the tool's own");
    expect((await back()).pages).toEqual(["payments.js"]);
    expect(liveText("crew.html")).toBe("the tool's own");
  });

  it("says which pages it could not bring back, and brings the functions back all the same", async () => {
    aws.s3.isVersioned = false;
    await release(1);
    await release(2);
    expect(await back()).toEqual({ pages: [], lost: ["payments.js", "crew.html"] });
    expect(liveVersions()).toEqual(["1", "1"]);
  });

  it("does not need a version that the bucket has let go", async () => {
    await release(1);
    await release(2);
    aws.s3.objects.set(`${BUCKET}/payments.js`, aws.s3.objects.get(`${BUCKET}/payments.js`)?.slice(1) ?? []);
    expect(await back()).toEqual({ pages: ["crew.html"], lost: ["payments.js"] });
  });
});

describe("a deployment after going back", () => {
  it("makes the newest version live where CloudFormation has left the older one", async () => {
    await release(1);
    await release(2);
    await back();
    expect(await endRollback(lambda, { records, aliases })).toEqual(["api", "notify"]);
    expect(liveVersions()).toEqual(["2", "2"]);
  });

  it("leaves a function that CloudFormation has moved itself", async () => {
    await release(1);
    await release(2);
    await back();
    aws.aliases.set("api/live", "3");
    expect(await endRollback(lambda, { records, aliases })).toEqual(["notify"]);
    expect(liveVersions()).toEqual(["3", "2"]);
  });

  it("has nothing to mend when nobody went back", async () => {
    await release(1);
    setVersions(2);
    expect(await endRollback(lambda, { records, aliases })).toEqual([]);
    expect(liveVersions()).toEqual(["2", "2"]);
  });
});
