/** What a command is told: the request's own fields, as the API names them. */
type Fields = Record<string, unknown>;

/**
 * A command of the AWS CLI for a table, to be copied into a shell as it is. Fields are those of the request; what is no
 * text goes along as JSON.
 */
export function dynamoCommand(operation: string, { region, ...fields }: Fields & { region: string }): string {
  const options = Object.entries(fields).map(([name, value]) => optionOf(name, value));
  return ["aws dynamodb", operation, "--region", region, ...options].join(" ");
}

/** For the shell before commands: version 2 of the CLI shows a long answer in a pager, which takes the next pasted lines. */
export const NO_PAGER = "export AWS_PAGER=";

function optionOf(name: string, value: unknown): string {
  const option = `--${toKebab(name)}`;
  if (value === true) return option;
  return `${option} ${quote(typeof value === "string" ? value : JSON.stringify(value))}`;
}

const toKebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** A shell takes it as one word, whatever stands in it. */
export const quote = (text: string): string =>
  /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
