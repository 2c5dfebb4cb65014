import { SecretValue, type Stack, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Operator } from "../operator/operator.ts";
import { readSecretReference, type SecretReference } from "../operator/secret-reference.ts";
import { namesIn } from "./names.ts";
import { ORIGIN_VERSION_CONTEXT } from "./output-names.ts";

/** A secret that the functions read at start. */
export interface KnownSecret {
  reference: SecretReference;
  /** Its whole ARN where the stack made it; null where only the reference says where it is. */
  arn: string | null;
  /** The value, which CloudFormation fills in; it never stands in the template. */
  value: SecretValue;
}

/** The secrets that every deployment needs, the operator's own or made by the stack. */
export interface StackSecrets {
  session: KnownSecret;
  origin: KnownSecret;
}

const MADE_CHARACTERS = 64;

/** Makes the secrets that the operator did not name. */
export function addSecrets(stack: Stack, operator: Operator): StackSecrets {
  const { sessionSecret, originSecret } = operator.secrets;
  const names = namesIn(operator);
  const given: unknown = stack.node.tryGetContext(ORIGIN_VERSION_CONTEXT);
  const versionId = typeof given === "string" ? given : undefined;
  return {
    session: sessionSecret
      ? known(sessionSecret)
      : make(stack, { id: "SessionSecret", name: names.sessionSecret, is: "Signs session tokens." }),
    origin: originSecret
      ? known(originSecret, { versionId })
      : make(stack, {
          id: "OriginSecret",
          versionId,
          name: names.originSecret,
          is: "The value of x-origin-secret, by which the API knows that a request came through the distribution.",
        }),
  };
}

/** A secret that is there already; `versionId` is the version that CloudFormation fills in. Throws when the text is no reference. */
export function known(text: string, { versionId }: { versionId?: string } = {}): KnownSecret {
  const reference = readSecretReference(text);
  if (!reference) throw new Error("A secret is not given as a reference.");
  return { reference, arn: null, value: cloudFormationValue(reference, versionId) };
}

function cloudFormationValue({ store, id, jsonKey }: SecretReference, versionId?: string): SecretValue {
  if (store === "ssm") return SecretValue.ssmSecure(id);
  return SecretValue.secretsManager(id, { jsonField: jsonKey ?? undefined, versionId });
}

function make(
  stack: Stack,
  wanted: { id: string; name: string; is: string; versionId?: string },
): KnownSecret {
  const secret = new Secret(stack, wanted.id, {
    secretName: wanted.name,
    description: wanted.is,
    generateSecretString: { passwordLength: MADE_CHARACTERS, excludePunctuation: true },
  });
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason:
      "Changing it by a timer would end every session, or lock the distribution out until it is deployed again; " +
      "the operations guide says how it is changed on purpose.",
  });
  const reference = readSecretReference(`secretsmanager:${wanted.name}`);
  if (!reference) throw new Error(`${wanted.name} cannot be the name of a secret.`);
  return {
    reference,
    arn: secret.secretArn,
    value: SecretValue.secretsManager(secret.secretArn, { versionId: wanted.versionId }),
  };
}
