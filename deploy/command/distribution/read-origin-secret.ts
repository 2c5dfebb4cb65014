import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { readSecretReference } from "../../operator/secret-reference.ts";
import type { AwsClients } from "../aws-clients.ts";
import { DeployError } from "../deploy-error.ts";

/**
 * Reads the value of `x-origin-secret`, which the command writes into a joined distribution. It is never printed. Throws a
 * `DeployError` if the reference leads to no value.
 */
export async function readOriginSecret(
  { secretsManager, ssm }: Pick<AwsClients, "secretsManager" | "ssm">,
  reference: string,
): Promise<string> {
  const found = readSecretReference(reference);
  if (!found) throw new DeployError(`"${reference}" is not a reference to a secret.`);
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
    `There is no origin secret at ${reference}. Store it there, or remove "secrets.originSecret" from deploy/operator.json; the stack then creates one.`,
  );
}

function fieldOf(json: string | undefined, name: string): string | undefined {
  const fields: unknown = JSON.parse(json ?? "{}");
  const value = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
  return value.find(([key]) => key === name)?.[1]?.toString();
}
