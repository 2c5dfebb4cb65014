/** The fields of the request, as the API names them. */
type Fields = Record<string, unknown>;

/**
 * An AWS CLI command for a table, to paste into a shell. Fields are those of the request; values that are not text are written
 * as JSON.
 */
export function dynamoCommand(operation: string, { region, ...fields }: Fields & { region: string }): string {
  const options = Object.entries(fields).map(([name, value]) => optionOf(name, value));
  return ["aws dynamodb", operation, "--region", region, ...options].join(" ");
}

/** To run first: version 2 of the CLI shows long output in a pager, which would swallow the next pasted lines. */
export const NO_PAGER = "export AWS_PAGER=";

function optionOf(name: string, value: unknown): string {
  const option = `--${toKebab(name)}`;
  if (value === true) return option;
  return `${option} ${quote(typeof value === "string" ? value : JSON.stringify(value))}`;
}

const toKebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Quotes a text so that a shell reads it as one word. */
export const quote = (text: string): string =>
  /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
