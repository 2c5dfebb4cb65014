import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";

/** The AWS clients that a deployment uses; the CDK has its own. */
export interface AwsClients {
  cloudFormation: CloudFormationClient;
  cloudFront: CloudFrontClient;
  dynamo: DynamoDBClient;
  lambda: LambdaClient;
  s3: S3Client;
  secretsManager: SecretsManagerClient;
  ssm: SSMClient;
  sts: STSClient;
}

/** Creates the clients for a region. Credentials and endpoints are resolved as in every AWS tool. */
export function createAwsClients({ region }: { region: string }): AwsClients {
  return {
    cloudFormation: new CloudFormationClient({ region }),
    // The CloudFront API is in this region only.
    cloudFront: new CloudFrontClient({ region: "us-east-1" }),
    dynamo: new DynamoDBClient({ region }),
    lambda: new LambdaClient({ region }),
    // An existing bucket may be in another region.
    s3: new S3Client({ region, followRegionRedirects: true }),
    secretsManager: new SecretsManagerClient({ region }),
    ssm: new SSMClient({ region }),
    sts: new STSClient({ region }),
  };
}
