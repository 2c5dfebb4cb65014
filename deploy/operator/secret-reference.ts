/** Where a secret is kept: `ssm:/name` or `secretsmanager:name-or-arn`, with `#jsonKey` behind where it is a field of JSON. */
export interface SecretReference {
  store: "ssm" | "secretsmanager";
  /** The parameter's name (it begins with a slash), or the secret's name or ARN. */
  id: string;
  jsonKey: string | null;
  /** The reference as it was written; it is what a function finds in its environment. */
  text: string;
}

const SSM = /^ssm:(\/[\w./-]{1,1000})(?:#([^#]+))?$/;
const SECRETS_MANAGER =
  /^secretsmanager:(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-\w{6}|[\w/+=.@-]{1,512})(?:#([^#]+))?$/;

/** Reads a reference; null for what is none, for example a secret itself. */
export function readSecretReference(text: string): SecretReference | null {
  const store = text.startsWith("ssm:") ? "ssm" : "secretsmanager";
  const [, id, jsonKey] = (store === "ssm" ? SSM : SECRETS_MANAGER).exec(text) ?? [];
  return id === undefined ? null : { store, id, jsonKey: jsonKey ?? null, text };
}

/** The name of a secret of Secrets Manager, also where it was given as an ARN, which ends in six characters of its own. */
export const secretNameOf = ({ id }: SecretReference): string =>
  id.replace(/^arn:.*:secret:(.+)-\w{6}$/, "$1");
