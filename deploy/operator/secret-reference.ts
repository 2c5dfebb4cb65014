/** Where a secret is kept: `ssm:/name` or `secretsmanager:name-or-arn`, with the suffix `#jsonKey` if it is a field of JSON. */
export interface SecretReference {
  store: "ssm" | "secretsmanager";
  /** The parameter's name (it starts with a slash), or the secret's name or ARN. */
  id: string;
  jsonKey: string | null;
  /** The reference as written, which is also its value in a function's environment. */
  text: string;
}

const SSM = /^ssm:(\/[\w./-]{1,1000})(?:#([^#]+))?$/;
const SECRETS_MANAGER =
  /^secretsmanager:(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-\w{6}|[\w/+=.@-]{1,512})(?:#([^#]+))?$/;

/** Reads a reference; null if the text is not one, for example a secret itself. */
export function readSecretReference(text: string): SecretReference | null {
  const store = text.startsWith("ssm:") ? "ssm" : "secretsmanager";
  const [, id, jsonKey] = (store === "ssm" ? SSM : SECRETS_MANAGER).exec(text) ?? [];
  return id === undefined ? null : { store, id, jsonKey: jsonKey ?? null, text };
}

/** The name of a Secrets Manager secret, even if it was given as an ARN, which ends in six random characters. */
export const secretNameOf = ({ id }: SecretReference): string =>
  id.replace(/^arn:.*:secret:(.+)-\w{6}$/, "$1");
