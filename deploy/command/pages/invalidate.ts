import { type CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";

/** Invalidates paths of a distribution; does nothing if there are none. `reference` identifies the release. */
export async function invalidate(
  client: CloudFrontClient,
  wanted: { distributionId: string; paths: readonly string[]; reference: string },
): Promise<void> {
  if (wanted.paths.length === 0) return;
  const Paths = { Quantity: wanted.paths.length, Items: [...wanted.paths].sort() };
  await client.send(
    new CreateInvalidationCommand({
      DistributionId: wanted.distributionId,
      InvalidationBatch: { CallerReference: wanted.reference, Paths },
    }),
  );
}
