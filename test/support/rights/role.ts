import { readSecretReference, secretNameOf } from "../../../deploy/operator/secret-reference.ts";
import type { Template } from "../../../deploy/stack/synthesize.ts";
import { asText, grantsIn, resourceOf } from "../template.ts";

/** A function of the stack, and the role in whose name it acts. */
export type RoleName = "Api" | "Notify";

/** An action and what it is done to, e.g. `dynamodb:Query table/index/mail`. */
export type Right = string;

/** What the role of a function may do, and to what, by action. Logical ids are without the digits that depend on their place. */
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

/** A logical id without the eight digits that it ends in. */
export const withoutHash = (text: string) => text.replace(/([A-Za-z])[0-9A-F]{8}\b/g, "$1");

/** The same as a list, of resources what tells them apart: `table/index/mail`, `parameter/name`, a function's ARN. */
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

/** The parameters that an environment names, each holding the value that its variable is to have. */
export function parametersOf(
  environment: Record<string, string>,
  values: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([variable, text]) => {
      const reference = readSecretReference(text);
      const value = values[variable];
      if (!reference) return [];
      if (value === undefined) throw new Error(`Nobody has said what ${variable} is.`);
      const name =
        reference.store === "ssm" ? reference.id : `/aws/reference/secretsmanager/${secretNameOf(reference)}`;
      return [
        [name, reference.jsonKey === null ? value : JSON.stringify({ [reference.jsonKey]: value })] as const,
      ];
    }),
  );
}
