import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../context.ts";
import { countValues } from "./count-values.ts";
import type { Limits } from "./limits.ts";

type Reject = (context: unknown, error: GraphQLError) => void;

/** Refuses operations that exceed the limits, and ends those that take too long. */
export function useLimits(limits: Limits): Plugin<Context> {
  // Reported as a fault of the document, not thrown: an error thrown during validation looks like an internal error.
  const report: Reject = (context, error) =>
    (context as { reportError(error: GraphQLError): void }).reportError(error);
  const options = { onReject: [report], propagateOnRejection: false };
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
    },

    onValidate({ addValidationRule }) {
      addValidationRule(maxDepthRule({ ...options, n: limits.depth, flattenFragments: true }));
      addValidationRule(maxAliasesRule({ ...options, n: limits.aliases }));
      addValidationRule(maxDirectivesRule({ ...options, n: limits.directives }));
    },

    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const refusal = refuseTooLarge(args, limits.values);
      if (refusal) return setResultAndStopExecution({ errors: [refusal] });
      setExecuteFn((args: ExecutionArgs) => withTimeLimit(executeFn(args), args, limits.milliseconds));
    },
  };
}

function refuseTooLarge(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  maxValues: number,
): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const variables = coerceVariables(schema, operation, variableValues ?? {});
  if (!variables) return null;
  const count = countValues({ schema, document, operation, variables });
  if (count <= maxValues) return null;
  const message = `The response could contain ${count} values; the limit is ${maxValues}. Request shorter pages.`;
  return new GraphQLError(message, { extensions: { code: "OPERATION_TOO_LARGE", http: { status: 400 } } });
}

/** Null if a variable does not match its declared type: execution refuses it with the reason. */
function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced ?? null;
}

/** A started write may still complete; an idempotency key makes it safe to retry. */
async function withTimeLimit(
  execution: ExecutionResult | Promise<ExecutionResult>,
  { contextValue }: ExecutionArgs,
  milliseconds: number,
): Promise<ExecutionResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => resolve({ errors: [takesTooLong(contextValue as Context)] }), milliseconds);
  });
  try {
    return await Promise.race([execution, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const takesTooLong = ({ requestId }: Context) =>
  new GraphQLError("The request timed out. It may or may not have been carried out. Try again.", {
    extensions: { code: "TIMEOUT", requestId, http: { status: 503 } },
  });
