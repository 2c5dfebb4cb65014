import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { readSecretReference } from "../../operator/secret-reference.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/**
 * Reads the value of `x-origin-secret`, which a distribution of somebody else's has to be told itself. It is never printed.
 * Throws a `DeployError` when it is not where the reference says.
 */
export async function readOriginSecret(
  { secretsManager, ssm }: Pick<AwsClients, "secretsManager" | "ssm">,
  reference: string,
): Promise<string> {
  const found = readSecretReference(reference);
  if (!found) throw new DeployError(`"${reference}" says of no secret where it is kept.`);
  const asked =
    found.store === "ssm"
      ? ssm
          .send(new GetParameterCommand({ Name: found.id, WithDecryption: true }))
          .then(({ Parameter }) => Parameter?.Value)
      : secretsManager
          .send(new GetSecretValueCommand({ SecretId: found.id }))
          .then(({ SecretString }) => SecretString);
  const text = await asked.catch((error: unknown) => {
    if (error instanceof Error && /NotFound/.test(error.name)) return undefined;
    throw error;
  });
  const value = found.jsonKey === null ? text : fieldOf(text, found.jsonKey);
  if (value) return value;
  throw new DeployError(
    `The origin secret is not at ${reference}: store it there, or take "secrets.originSecret" out of deploy/operator.json, and one is made.`,
  );
}

function fieldOf(json: string | undefined, name: string): string | undefined {
  const fields: unknown = JSON.parse(json ?? "{}");
  const value = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
  return value.find(([key]) => key === name)?.[1]?.toString();
}
