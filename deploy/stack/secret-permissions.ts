import { Arn, ArnFormat, type Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { secretNameOf } from "../operator/secret-reference.ts";
import type { KnownSecret } from "./secrets.ts";

/**
 * The permissions to read exactly these secrets at start. The function reads all of them from SSM in one call; those of Secrets
 * Manager appear there under the path `/aws/reference/secretsmanager/`.
 */
export function readSecrets(
  stack: Stack,
  { secrets, encryptionKeyArn }: { secrets: readonly KnownSecret[]; encryptionKeyArn: string | null },
): PolicyStatement[] {
  if (secrets.length === 0) return [];
  const managed = secrets.filter(({ reference }) => reference.store === "secretsmanager");
  return [
    allow("ReadParameters", ["ssm:GetParameters"], unique(secrets.map((one) => parameterArn(stack, one)))),
    ...(managed.length > 0
      ? [
          allow(
            "ReadSecrets",
            ["secretsmanager:GetSecretValue"],
            unique(managed.map((one) => secretArn(stack, one))),
          ),
        ]
      : []),
    ...(encryptionKeyArn ? [allow("DecryptSecrets", ["kms:Decrypt"], [encryptionKeyArn])] : []),
  ];
}

const allow = (sid: string, actions: string[], resources: string[]) =>
  new PolicyStatement({ sid, actions, resources });

const unique = (arns: string[]) => [...new Set(arns)];

function parameterArn(stack: Stack, { reference }: KnownSecret): string {
  const resourceName =
    reference.store === "ssm"
      ? reference.id.slice(1)
      : `aws/reference/secretsmanager/${secretNameOf(reference)}`;
  return Arn.format(
    { service: "ssm", resource: "parameter", resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME },
    stack,
  );
}

function secretArn(stack: Stack, { reference, arn }: KnownSecret): string {
  if (arn !== null) return arn;
  if (reference.id.startsWith("arn:")) return reference.id;
  // AWS adds six random characters to the name: these question marks match exactly one secret of that name.
  const resourceName = `${reference.id}-??????`;
  return Arn.format(
    { service: "secretsmanager", resource: "secret", resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    stack,
  );
}
