import { readFileSync } from "node:fs";
import type { Operator } from "../../deploy/operator/operator.ts";
import { readOperator } from "../../deploy/operator/read-operator.ts";
import { type Resource, synthesize, type Template } from "../../deploy/stack/synthesize.ts";

/** The folder of the built functions. */
export const BUNDLES = "dist/lambda";

/** An operator file as JSON: the committed example with some values replaced. */
export const operatorJson = (values: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...JSON.parse(readFileSync("deploy/operator.example.json", "utf8")),
  ...values,
});

/** The example's values, with some replaced. */
export const anOperator = (values: Record<string, unknown> = {}): Operator =>
  readOperator(JSON.parse(JSON.stringify(operatorJson(values))));

/** The template of a deployment of the built bundles. CloudFormation's own rules are slow, and have a separate test. */
export const templateOf = (operator: Operator, context: Record<string, string> = {}): Template =>
  synthesize({ operator, bundlesFolder: BUNDLES }, { context, isCheckedByCloudFormation: false });

/** All resources of a type, named without `AWS::`. */
export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((resource) => resource.Type === `AWS::${type}`);

/** The only resource of a type with these properties. Throws if there are none or several. */
export function resourceOf(
  template: Template,
  type: string,
  holding: Record<string, unknown> = {},
): Resource {
  const found = resourcesOf(template, type).filter(({ Properties }) =>
    Object.entries(holding).every(([name, value]) => Properties[name] === value),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) throw new Error(`Expected one ${type}, found ${found.length}.`);
  return only;
}

/** The logical id of a resource. Throws if it is not in the template. */
export function logicalId(template: Template, resource: Resource): string {
  const found = Object.entries(template.Resources).find(([, one]) => one === resource)?.[0];
  if (found === undefined) throw new Error("The resource is not in this template.");
  return found;
}

/** One statement of a policy. */
export interface Grant {
  /** The logical id of the policy or resource that contains it. */
  in: string;
  effect: string;
  actions: string[];
  /** As text, with values that CloudFormation fills in later in braces. */
  resources: string[];
  principal: unknown;
  condition: unknown;
}

/** Every statement of every policy in a template. */
export function grantsIn(template: Template): Grant[] {
  return Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
    statementsIn(Properties).map((statement) => ({
      in: id,
      effect: String(statement.Effect),
      actions: listOf(statement.Action).map(String),
      resources: listOf(statement.Resource).map(asText),
      principal: statement.Principal,
      condition: statement.Condition,
    })),
  );
}

function statementsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(statementsIn);
  return "Effect" in value ? [value as Record<string, unknown>, ...inside] : inside;
}

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

/** A value of a template as text: `{Ref Table}`, `{GetAtt Table Arn}/index/mail`. */
export function asText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const [[name = "", argument] = []] = Object.entries(value);
  if (name === "Fn::Join" && Array.isArray(argument)) return (argument[1] as unknown[]).map(asText).join("");
  return `{${name.replace("Fn::", "")} ${[argument].flat(9).map(asText).join(" ")}}`;
}
