import { Duration, RemovalPolicy, type Stack, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";

/** The folder that is served. Release records are outside it, where nobody can request them. */
export const SERVED_FOLDER = "pages";

/** How long a replaced page can be restored. */
const KEPT_VERSIONS_DAYS = 90;

/** Adds the bucket of the pages. Only the distribution can read it. */
export function addBucket(stack: Stack): Bucket {
  const bucket = new Bucket(stack, "Pages", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(KEPT_VERSIONS_DAYS) }],
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason:
      "It contains published pages without personal data, and the distribution is its only reader. An access log would " +
      "be a second bucket without information.",
  });
  return bucket;
}
