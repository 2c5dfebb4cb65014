import { updateDistribution } from "../../../deploy/command/distribution/update-distribution.ts";
import type { DistributionConfig } from "./a-distribution.ts";
import type { FakeCloudFront } from "./fake-aws/fake-cloudfront.ts";

/** Puts a distribution into the stand-in, in the SDK's format. */
export async function seedDistributionIn(
  client: Parameters<typeof updateDistribution>[0],
  { fake, config }: { fake: FakeCloudFront; config: DistributionConfig },
): Promise<void> {
  fake.config = "<DistributionConfig></DistributionConfig>";
  const change = () => ({ result: "changed" as const, config });
  await updateDistribution(client, { distributionId: "E2EXAMPLE", change });
}
