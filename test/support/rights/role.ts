import { readSecretReference, secretNameOf } from "../../../deploy/operator/secret-reference.ts";
import type { Template } from "../../../deploy/stack/synthesize.ts";
import { asText, grantsIn, resourceOf } from "../template.ts";

/** A function of the stack, by the prefix of its role. */
export type RoleName = "Api" | "Notify";

/** An action and its resource, e.g. `dynamodb:Query table/index/mail`. */
export type Right = string;

/** The resources that the role of a function may use, by action. Logical ids are without their hash. */
export function rightsOf(template: Template, role: RoleName): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const { in: policy, actions, resources } of grantsIn(template)) {
    if (!policy.startsWith(`${role}RoleDefaultPolicy`)) continue;
    for (const action of actions) {
      rights[action] = [...(rights[action] ?? []), ...resources].map(withoutHash).sort();
    }
  }
  return rights;
}

/** Text with the hashes of its logical ids removed. */
export const withoutHash = (text: string) => text.replace(/([A-Za-z])[0-9A-F]{8}\b/g, "$1");

/** The same as a list, with resources in short form: `table/index/mail`, `parameter/name`, a function's ARN. */
export function listRights(template: Template, role: RoleName): Right[] {
  const { TABLE_NAME } = environmentOf(template, role);
  const table = new RegExp(
    `^(\\{GetAtt Table Arn\\}|arn:aws:dynamodb:[^:]+:\\d+:table/${TABLE_NAME})(?=/|$)`,
  );
  return Object.entries(rightsOf(template, role)).flatMap(([action, resources]) =>
    resources.map(
      (resource) =>
        `${action} ${resource.replace(table, "table").replace(/^arn:aws:ssm:[^:]+:\d+:(?=parameter\/)/, "")}`,
    ),
  );
}

/** The environment that the stack gives a function. */
export function environmentOf(template: Template, role: RoleName): Record<string, string> {
  const { Properties } = resourceOf(template, "Lambda::Function", {
    Handler: `${role.toLowerCase()}.handler`,
  });
  const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
  return Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, asText(value)]));
}

/** The parameters that an environment names, each with the value of its variable. */
export function parametersOf(
  environment: Record<string, string>,
  values: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([variable, text]) => {
      const reference = readSecretReference(text);
      const value = values[variable];
      if (!reference) return [];
      if (value === undefined) throw new Error(`There is no value for ${variable}.`);
      const name =
        reference.store === "ssm" ? reference.id : `/aws/reference/secretsmanager/${secretNameOf(reference)}`;
      return [
        [name, reference.jsonKey === null ? value : JSON.stringify({ [reference.jsonKey]: value })] as const,
      ];
    }),
  );
}
