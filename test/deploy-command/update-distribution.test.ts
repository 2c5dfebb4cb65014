import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { joinDistribution, leaveDistribution } from "../../deploy/command/distribution/join-distribution.ts";
import { JOINED_PATHS } from "../../deploy/command/distribution/joined-paths.ts";
import { updateDistribution } from "../../deploy/command/distribution/update-distribution.ts";
import { aBehavior, aDistribution, type DistributionConfig } from "./support/a-distribution.ts";
import { clientsOf } from "./support/aws-clients.ts";
import { createFakeAws } from "./support/fake-aws/fake-aws.ts";
import { seedDistributionIn } from "./support/seed-distribution.ts";

const aws = await createFakeAws();
const { cloudFront } = clientsOf(aws.url);
afterAll(() => aws.close());

const origin = {
  domainName: "payments.lambda-url.us-west-2.on.aws",
  secretHeader: { name: "x-origin-secret", value: "s".repeat(64) },
};
const join = (config: DistributionConfig) => joinDistribution(config, { origin, paths: JOINED_PATHS });

/** Changes the distribution; returns what was shown. */
async function update(change: typeof join): Promise<{ isWritten: boolean; shown: string[] }> {
  const shown: string[] = [];
  const isWritten = await updateDistribution(cloudFront, {
    distributionId: "E2EXAMPLE",
    change,
    show: (lines) => shown.push(...lines),
  });
  return { isWritten, shown };
}

const writes = () => aws.calls.filter((call) => call.startsWith("PUT")).length;

beforeEach(() => void Object.assign(aws.cloudFront, { config: "", conflicts: 0, isFull: false }));

describe("a distribution in AWS", () => {
  it("is joined once, and not written again if nothing changes", async () => {
    await seed();
    const before = aws.cloudFront.config;
    const first = await update(join);
    expect(first.isWritten).toBe(true);
    expect(first.shown.join("\n")).toContain("+ /graphql goes to the payments API");
    expect(aws.cloudFront.config).toContain("<PathPattern>/payments-health</PathPattern>");
    const written = writes();
    expect((await update(join)).isWritten).toBe(false);
    expect(writes()).toBe(written);
    await update(leaveDistribution);
    expect(aws.cloudFront.config).toBe(before);
  });

  it("is read again if someone else has changed it", async () => {
    await seed();
    aws.cloudFront.conflicts = 2;
    expect((await update(join)).isWritten).toBe(true);
    expect(aws.cloudFront.config).toContain("dispatch-payments-api");
  });

  it("stays unchanged if others keep changing it", async () => {
    await seed();
    aws.cloudFront.conflicts = 100;
    await expect(update(join)).rejects.toThrow("Someone else keeps changing the distribution E2EXAMPLE.");
    expect(aws.cloudFront.config).not.toContain("dispatch-payments-api");
  });

  it("is not written if it cannot be joined, and all faults are listed", async () => {
    await seed(aDistribution([aBehavior("/graphql"), aBehavior("/export.csv")]));
    const written = writes();
    await expect(update(join)).rejects.toThrow(/cannot be joined.*\/graphql.*\/export\.csv/s);
    expect(writes()).toBe(written);
  });

  it("reports the quota of behaviors", async () => {
    await seed();
    aws.cloudFront.isFull = true;
    await expect(update(join)).rejects.toThrow("It has reached AWS's quota of behaviors");
  });

  it("is reported as missing if the id is unknown", async () => {
    await expect(update(join)).rejects.toThrow(
      'This account has no distribution E2EXAMPLE. Correct "pages.join',
    );
  });
});

const seed = (config = aDistribution()) => seedDistributionIn(cloudFront, { fake: aws.cloudFront, config });
