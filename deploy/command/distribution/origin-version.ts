import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { isJoined, type Operator } from "../../operator/operator.ts";
import { readSecretReference } from "../../operator/secret-reference.ts";
import { namesIn } from "../../stack/names.ts";
import type { AwsClients } from "../aws-clients.ts";

/**
 * Which version of the origin secret is the current one. CloudFormation fills a secret into the distribution only when the
 * template changes: naming the version, one deployment carries a new value there. Null where there is no secret yet, and on a
 * distribution that is joined, which the command tells the value itself.
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
