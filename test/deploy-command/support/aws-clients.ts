import { vi } from "vitest";
import { type AwsClients, createAwsClients } from "../../../deploy/command/aws-clients.ts";

/** The variables that send every AWS tool to a stand-in. */
export const awsVariables = (url: string, dynamoEndpoint?: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  ...(dynamoEndpoint ? { AWS_ENDPOINT_URL_DYNAMODB: dynamoEndpoint } : {}),
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_REGION: "us-west-2",
  // Prevents access to this machine's own credentials and to instance metadata.
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
});

/** Clients that use a stand-in. */
export function clientsOf(url: string): AwsClients {
  for (const [name, value] of Object.entries(awsVariables(url))) vi.stubEnv(name, value);
  return createAwsClients({ region: "us-west-2" });
}
