import { TEXT_RULES } from "./allowed-values.ts";
import type { JsonFields } from "./json-fields.ts";
import type { OperatorSecrets } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

/** Reads the references to secrets. A secret where a reference is required is a fault, which says what to do but not the value. */
export function readSecrets(
  fields: JsonFields,
  { region, faults }: { region: string; faults: string[] },
): OperatorSecrets {
  const reference = (name: string) => {
    const value = fields.optionalText(name, TEXT_RULES.anything);
    if (value === null || readSecretReference(value)) return value;
    faults.push(howToStore({ path: fields.path(name), field: name, region }));
    // Counts as set, so that values that depend on it are not reported.
    return `secretsmanager:${name}`;
  };
  const secrets: OperatorSecrets = {
    adminPasswordHash: fields.text("adminPasswordHash", {
      pattern: /[\s\S]/,
      is: "a reference such as ssm:/payments/admin-password-hash, or the hash that `npm run hash-password` prints",
    }),
    sessionSecret: reference("sessionSecret"),
    originSecret: reference("originSecret"),
    gmailPassword: reference("gmailPassword"),
    smtpUrl: reference("smtpUrl"),
    encryptionKeyArn: fields.optionalText("encryptionKeyArn", TEXT_RULES.keyArn),
  };
  fields.end();
  return secrets;
}

function howToStore({ path, field, region }: { path: string; field: string; region: string }): string {
  const isForDistribution = field === "originSecret";
  const name = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const [store, reference] = isForDistribution
    ? [
        `aws secretsmanager create-secret --region ${region} --name payments/origin-proof --secret-string`,
        "secretsmanager:payments/origin-proof",
      ]
    : [
        `aws ssm put-parameter --region ${region} --type SecureString --name /payments/${name} --value`,
        `ssm:/payments/${name}`,
      ];
  // Reads the secret without echo, and without the trailing line break that a file or a pipe would add.
  const command = `read -rs SECRET && ${store} "$SECRET"; unset SECRET`;
  return `${path} is not a reference. Store the secret with \`${command}\` (type the secret, then Enter) and set the value to "${reference}".`;
}
