/** The variables whose value may be a reference to a stored secret. */
const SECRET_VARIABLES = [
  "ADMIN_PASS_HASH",
  "SESSION_SECRET",
  "ORIGIN_SECRET",
  "SCC_GMAIL_PASSWORD",
  "SMTP_URL",
] as const;

/** Reads parameters of the Parameter Store by name, decrypted. Missing parameters are omitted. */
export type ReadParameters = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;

type Environment = Record<string, string | undefined>;

/** Where the value of a variable is stored: in a parameter, or under a key of a parameter that is a JSON object. */
interface SecretReference {
  variable: string;
  parameter: string;
  jsonKey: string | null;
}

/**
 * Resolves every reference in the environment: `ssm:/name` is a parameter of the Parameter Store, `secretsmanager:name` (or
 * its ARN) a secret of the Secrets Manager, and an appended `#key` selects one text of a JSON object. Other values stay
 * unchanged, and without references nothing is read. Never throws; returns every fault.
 */
export async function resolveSecrets(
  environment: Environment,
  readParameters: ReadParameters,
): Promise<{ environment: Environment; faults: string[] }> {
  const references = SECRET_VARIABLES.flatMap((variable) => {
    const reference = readReference(variable, environment[variable]);
    return reference ? [reference] : [];
  });
  if (references.length === 0) return { environment, faults: [] };
  const resolved = { ...environment };
  const faults: string[] = [];
  const found = await readAll(references, readParameters).catch((error: Error) => {
    faults.push(`The secrets could not be read: ${error.message}`);
    return null;
  });
  for (const reference of references) {
    resolved[reference.variable] = undefined;
    if (!found) continue;
    const { value, fault } = pickValue(reference, found.get(reference.parameter));
    resolved[reference.variable] = value;
    if (fault) faults.push(`${reference.variable} refers to ${environment[reference.variable]}, ${fault}`);
  }
  return { environment: resolved, faults };
}

const readAll = (references: readonly SecretReference[], readParameters: ReadParameters) =>
  readParameters([...new Set(references.map(({ parameter }) => parameter))]);

function readReference(variable: string, value = ""): SecretReference | null {
  const [, service, name = "", jsonKey = null] =
    /^(ssm|secretsmanager):([^#]+)(?:#(.+))?$/.exec(value.trim()) ?? [];
  if (!service) return null;
  const parameter = service === "ssm" ? name : `/aws/reference/secretsmanager/${secretName(name)}`;
  return { variable, parameter, jsonKey };
}

/** The Parameter Store expects the name of a secret. Its ARN is the name with six characters appended. */
const secretName = (nameOrArn: string) =>
  /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+)-[A-Za-z0-9]{6}$/.exec(nameOrArn)?.[1] ?? nameOrArn;

function pickValue(
  { jsonKey }: SecretReference,
  text: string | undefined,
): { value?: string; fault?: string } {
  if (text === undefined) return { fault: "which does not exist." };
  const found = jsonKey === null ? text : readJsonText(text, jsonKey);
  if (found === null) return { fault: `which is not a JSON object with a text "${jsonKey}".` };
  // A stored command output usually ends with a line break.
  const value = found.trim();
  return value === "" ? { fault: "which is empty." } : { value };
}

function readJsonText(text: string, key: string): string | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[key];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
