import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";

/** Everything of AWS that a deployment speaks to; the CDK speaks for itself. */
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

/** Clients for a region. Credentials and endpoints are found as every tool of AWS finds them. */
export function createAwsClients({ region }: { region: string }): AwsClients {
  return {
    cloudFormation: new CloudFormationClient({ region }),
    // CloudFront is in one region, whatever it serves.
    cloudFront: new CloudFrontClient({ region: "us-east-1" }),
    dynamo: new DynamoDBClient({ region }),
    lambda: new LambdaClient({ region }),
    // A bucket that is joined may be in another region.
    s3: new S3Client({ region, followRegionRedirects: true }),
    secretsManager: new SecretsManagerClient({ region }),
    ssm: new SSMClient({ region }),
    sts: new STSClient({ region }),
  };
}
