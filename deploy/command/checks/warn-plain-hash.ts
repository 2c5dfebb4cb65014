import { isSha256 } from "../../../server/access/password-hash.ts";
import type { Operator } from "../../operator/operator.ts";
import { readSecretReference } from "../../operator/secret-reference.ts";

/** A warning where the password's hash stands in the operator's file itself; null where it is kept elsewhere. Says no hash. */
export function warnOfPlainHash({ secrets, region }: Pick<Operator, "secrets" | "region">): string | null {
  const { adminPasswordHash } = secrets;
  if (readSecretReference(adminPasswordHash)) return null;
  const danger = isSha256(adminPasswordHash)
    ? "It is a plain SHA-256: whoever reads the file, its history or the function's settings finds a usual password within minutes. Change the password."
    : "Whoever reads the file, its history or the function's settings can try passwords on it undisturbed.";
  return (
    `WARNING: secrets.adminPasswordHash in deploy/operator.json is the hash itself. ${danger} Keep it elsewhere: ` +
    `\`aws ssm put-parameter --region ${region} --type SecureString --name /payments/admin-password-hash ` +
    `--value "$(npm run --silent hash-password)"\` and write "ssm:/payments/admin-password-hash" there.`
  );
}
