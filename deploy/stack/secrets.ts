import { SecretValue, type Stack, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Operator } from "../operator/operator.ts";
import { readSecretReference, type SecretReference } from "../operator/secret-reference.ts";
import { namesIn } from "./names.ts";
import { ORIGIN_VERSION_CONTEXT } from "./output-names.ts";

/** A secret that the functions read at start. */
export interface KnownSecret {
  reference: SecretReference;
  /** The full ARN if the stack created it; null if only the reference is known. */
  arn: string | null;
  /** The value, which CloudFormation resolves; it is never in the template. */
  value: SecretValue;
}

/** The secrets that every deployment needs: the operator's own, or created by the stack. */
export interface StackSecrets {
  session: KnownSecret;
  origin: KnownSecret;
}

const SECRET_CHARACTERS = 64;

/** Adds the secrets that the operator did not provide. */
export function addSecrets(stack: Stack, operator: Operator): StackSecrets {
  const { sessionSecret, originSecret } = operator.secrets;
  const names = namesIn(operator);
  const given: unknown = stack.node.tryGetContext(ORIGIN_VERSION_CONTEXT);
  const versionId = typeof given === "string" ? given : undefined;
  return {
    session: sessionSecret
      ? known(sessionSecret)
      : make(stack, { id: "SessionSecret", name: names.sessionSecret, description: "Signs session tokens." }),
    origin: originSecret
      ? known(originSecret, { versionId })
      : make(stack, {
          id: "OriginSecret",
          versionId,
          name: names.originSecret,
          description:
            "The value of x-origin-secret, which shows the API that a request came through the distribution.",
        }),
  };
}

/** An existing secret; `versionId` is the version that CloudFormation resolves. Throws if the text is not a reference. */
export function known(text: string, { versionId }: { versionId?: string } = {}): KnownSecret {
  const reference = readSecretReference(text);
  if (!reference) throw new Error("A secret must be given as a reference.");
  return { reference, arn: null, value: cloudFormationValue(reference, versionId) };
}

function cloudFormationValue({ store, id, jsonKey }: SecretReference, versionId?: string): SecretValue {
  if (store === "ssm") return SecretValue.ssmSecure(id);
  return SecretValue.secretsManager(id, { jsonField: jsonKey ?? undefined, versionId });
}

function make(
  stack: Stack,
  wanted: { id: string; name: string; description: string; versionId?: string },
): KnownSecret {
  const secret = new Secret(stack, wanted.id, {
    secretName: wanted.name,
    description: wanted.description,
    generateSecretString: { passwordLength: SECRET_CHARACTERS, excludePunctuation: true },
  });
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason:
      "Automatic rotation would end every session, or block the distribution until the next deployment; " +
      "the operations guide describes how to change it.",
  });
  const reference = readSecretReference(`secretsmanager:${wanted.name}`);
  if (!reference) throw new Error(`${wanted.name} is not a valid secret name.`);
  return {
    reference,
    arn: secret.secretArn,
    value: SecretValue.secretsManager(secret.secretArn, { versionId: wanted.versionId }),
  };
}
