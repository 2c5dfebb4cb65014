import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { isJoined, type Operator } from "../../operator/operator.ts";
import { readSecretReference } from "../../operator/secret-reference.ts";
import { namesIn } from "../../stack/names.ts";
import type { AwsClients } from "../aws-clients.ts";

/**
 * The current version id of the origin secret. CloudFormation resolves a secret into the distribution only when the template
 * changes: with the version in it, one deployment applies a new value. Null if there is no secret yet, and on a joined
 * distribution, to which the command writes the value itself.
 */
export async function findOriginVersion(
  { secretsManager }: Pick<AwsClients, "secretsManager">,
  operator: Operator,
): Promise<string | null> {
  if (isJoined(operator.pages)) return null;
  const own = operator.secrets.originSecret;
  const id = own === null ? namesIn(operator).originSecret : readSecretReference(own)?.id;
  const found = await secretsManager
    .send(new DescribeSecretCommand({ SecretId: id }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return null;
      throw error;
    });
  if (found?.DeletedDate) return null;
  const versions = Object.entries(found?.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes("AWSCURRENT"))?.[0] ?? null;
}
