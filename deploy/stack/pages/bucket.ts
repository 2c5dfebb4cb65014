import { Duration, RemovalPolicy, type Stack, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";

/** The folder that is served. What a deployment notes for itself stands beside it, where nobody can ask for it. */
export const SERVED_FOLDER = "pages";

/** How long a page that was replaced can be brought back. */
const KEPT_VERSIONS_DAYS = 90;

/** Makes the bucket of the pages. Nobody but the distribution reads it. */
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
      "It holds published pages and nothing of anybody, and the distribution is its only reader. A log of its accesses would " +
      "be a second bucket that tells nothing.",
  });
  return bucket;
}
