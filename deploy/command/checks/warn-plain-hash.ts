import { isSha256 } from "../../../server/access/password-hash.ts";
import type { Operator } from "../../operator/operator.ts";
import { readSecretReference } from "../../operator/secret-reference.ts";

/** A warning if the operator file contains the password hash itself, else null. Does not show the hash. */
export function warnOfPlainHash({ secrets, region }: Pick<Operator, "secrets" | "region">): string | null {
  const { adminPasswordHash } = secrets;
  if (readSecretReference(adminPasswordHash)) return null;
  const danger = isSha256(adminPasswordHash)
    ? "It is a plain SHA-256: anyone who reads the file, its history or the function's settings can find a common password within minutes. Change the password."
    : "Anyone who reads the file, its history or the function's settings can try passwords against it without limit.";
  return (
    `WARNING: secrets.adminPasswordHash in deploy/operator.json is the hash itself. ${danger} Store it outside the file: ` +
    `\`aws ssm put-parameter --region ${region} --type SecureString --name /payments/admin-password-hash ` +
    `--value "$(npm run --silent hash-password)"\` and set the value to "ssm:/payments/admin-password-hash".`
  );
}
