import type { Stack } from "aws-cdk-lib";
import { TEXT_RULES } from "../operator/allowed-values.ts";
import { isAdopted, type Operator, tableNameOf } from "../operator/operator.ts";

/** The CDK context in which the deploy command passes the ARN of an adopted table's stream. */
export const STREAM_CONTEXT = "tableStreamArn";

/**
 * The ARN of an adopted table's stream, from the operator file or the context. Throws if neither has it, with the command that
 * prints it, or if the context has another table's.
 */
export function adoptedStreamArn(stack: Stack, operator: Operator): string {
  const configured = isAdopted(operator.table) ? operator.table.adopt.streamArn : null;
  const given: unknown = configured ?? stack.node.tryGetContext(STREAM_CONTEXT);
  const name = tableNameOf(operator);
  if (given === undefined || given === "") throw new Error(howToFind(name, operator.region));
  const isOfTable = typeof given === "string" && given.includes(`:table/${name}/stream/`);
  if (isOfTable && TEXT_RULES.streamArn.pattern.test(given)) return given;
  throw new Error(`The context ${STREAM_CONTEXT} is not the ARN of a stream of the table ${name}.`);
}

const howToFind = (name: string, region: string) =>
  `The table ${name} is adopted, but the ARN of its stream is unknown. Set table.adopt.streamArn to the output of ` +
  `\`aws dynamodb describe-table --table-name ${name} --region ${region} --query Table.LatestStreamArn --output text\` ` +
  `or pass it as \`--context ${STREAM_CONTEXT}=…\`. If it prints None, the table has no stream yet.`;
